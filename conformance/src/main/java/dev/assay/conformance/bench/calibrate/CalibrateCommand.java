package dev.assay.conformance.bench.calibrate;

import dev.assay.metering.GasSchedules;
import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.vm.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench calibrate}. */
@Command(
    name = "calibrate",
    description = {
      "Measure every instruction and every host function on both engines, beside its price by",
      "assay-1; each is judged by the engine that is slower.",
      "Writes DIR/assay-1.json (kept readings), .md and .html (reports). Readings of an earlier",
      "run stay where this one has no newer; the answer is no while prices are too uneven."
    },
    footer = {
      "",
      "Examples:",
      "  assay bench calibrate --out docs/calibration",
      "  assay bench calibrate --only 'i64\\..*' --minutes 1",
      "  assay bench calibrate --report          new prices, readings as they are",
      "  ASSAY_JAVA_OPTS='-Xbatch -XX:-TieredCompilation' \\",
      "      assay bench calibrate --engine compiler",
      "",
      "Compiled code is another method for each subject; the flags of the last example let",
      "none of them wait for the JVM's compiler, nor be timed before it is done."
    })
public final class CalibrateCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where readings and reports are (default: docs/calibration).")
  private Path folder = Path.of(System.getProperty("assay.root", "."), "docs", "calibration");

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Measure only what is called so, name and circumstances together.")
  private String only = ".*";

  @Option(
      names = "--engine",
      paramLabel = "TIER",
      description = "An engine to measure; repeatable: ${COMPLETION-CANDIDATES} (default: all).")
  private List<Tier> engines = new ArrayList<>();

  @Option(names = "--report", description = "Measure nothing; write the reports of what there is.")
  private boolean reportOnly;

  @Option(names = "--resume", description = "Measure only what has no reading yet.")
  private boolean resume;

  @Option(names = "--minutes", description = "Stop after so long; --resume goes on.")
  private double minutes = 60;

  @Option(names = "--millis", description = "Length of a timed run (default: ${DEFAULT-VALUE}).")
  private int millis = 4;

  @Override
  public ExitCode call() throws IOException {
    List<Subject> subjects = subjects();
    Files.createDirectories(folder);
    Path file = folder.resolve(GasSchedules.ASSAY_1.name() + ".json");
    Calibration measured = measure(earlier(file), chosen(subjects));
    Calibration priced = priced(measured, subjects);
    priced.write(file);
    if (priced.readings().isEmpty()) {
      throw CommandFailure.no("nothing has been measured");
    }
    CalibrationText.write(priced, folder);
    PrintWriter out = spec.commandLine().getOut();
    CalibrationText.summary(priced).forEach(out::println);
    return priced.unevenness() <= Calibration.MOST_UNEVEN ? ExitCode.OK : ExitCode.NO;
  }

  /** Everything there is to measure. */
  static List<Subject> subjects() {
    return Stream.<Subject>concat(Instructions.all().stream(), HostCalls.all().stream()).toList();
  }

  private Calibration earlier(Path file) throws IOException {
    return Files.exists(file)
        ? Calibration.read(file)
        : Calibration.empty(GasSchedules.ASSAY_1, Machine.describe());
  }

  private List<Subject> chosen(List<Subject> subjects) {
    try {
      Pattern wanted = Pattern.compile(only);
      return subjects.stream().filter(each -> wanted.matcher(each.label()).matches()).toList();
    } catch (PatternSyntaxException e) {
      throw CommandFailure.usage("--only: " + e.getMessage());
    }
  }

  private List<Tier> tiers() {
    return engines.isEmpty() ? List.of(Tier.values()) : engines;
  }

  private Calibration measure(Calibration earlier, List<Subject> chosen) throws IOException {
    if (reportOnly) {
      return earlier;
    }
    Calibration readings =
        new Calibration(earlier.schedule(), earlier.hash(), Machine.describe(), earlier.readings());
    long end = System.nanoTime() + (long) (minutes * Duration.ofMinutes(1).toNanos());
    PrintWriter err = spec.commandLine().getErr();
    for (Tier tier : tiers()) {
      warmUp(tier, chosen, end);
      Stopwatch stopwatch = new Stopwatch(millis, warmMillis(tier));
      for (Subject subject : chosen) {
        Reading reading = reading(tier, subject, 0);
        boolean known = earlier.readings().stream().anyMatch(reading::sameSubject);
        if (System.nanoTime() > end || resume && known) {
          continue;
        }
        double nanos = stopwatch.nanosPerStep(subject.load(tier));
        readings = readings.with(reading(tier, subject, nanos));
        err.printf(Locale.ROOT, "%-60s %12.2f ns%n", subject.label(), nanos);
      }
    }
    return readings;
  }

  /** Compiled code begins cold with every subject, the interpreter with the first alone. */
  private int warmMillis(Tier tier) {
    return switch (tier) {
      case INTERPRETER -> 5 * millis;
      case COMPILER -> 50 * millis;
    };
  }

  /** Lets the JVM see everything once before anything is timed. */
  private static void warmUp(Tier tier, List<Subject> subjects, long end) {
    Stopwatch brief = new Stopwatch(1, 2);
    for (int i = 0; i < 2; i++) {
      for (Subject subject : subjects) {
        if (System.nanoTime() < end) {
          brief.nanosPerStep(subject.load(tier));
        }
      }
    }
  }

  private static Reading reading(Tier tier, Subject subject, double nanos) {
    return new Reading(
        tier.toString(),
        subject.kind(),
        subject.name(),
        subject.variant(),
        subject.units(),
        nanos,
        1);
  }

  /** The readings with today's prices, in the order of the subjects; of what is still there. */
  static Calibration priced(Calibration measured, List<Subject> subjects) {
    List<Reading> priced = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      for (Subject subject : subjects) {
        Reading wanted = reading(tier, subject, 0);
        measured.readings().stream()
            .filter(wanted::sameSubject)
            .findFirst()
            .ifPresent(
                found ->
                    priced.add(
                        new Reading(
                            found.engine(),
                            found.kind(),
                            found.name(),
                            found.variant(),
                            found.units(),
                            found.nanos(),
                            subject.ink(GasSchedules.ASSAY_1))));
      }
    }
    return new Calibration(
        GasSchedules.ASSAY_1.name(), GasSchedules.ASSAY_1.hash(), measured.machine(), priced);
  }
}
