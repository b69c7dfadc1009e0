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
import java.util.Comparator;
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
  /** What of the time goes to a first round over everything. */
  private static final int WARM_UP_SHARE = 8;

  /** Nanoseconds in which nothing can be timed. */
  private static final long LEAST_SHARE = 10_000_000;

  /** What of it is for looking again at what stands out. */
  private static final int AGAIN_SHARE = 3;

  /** How often. */
  private static final int MOST_ROUNDS = 3;

  /** What stands out, in medians. */
  private static final double DOUBTFUL = 2;

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

  @Option(
      names = "--minutes",
      description = {
        "How long it may take (default: ${DEFAULT-VALUE}): every subject gets an equal share of what",
        "is left, and those that are timed sooner leave theirs to the others."
      })
  private double minutes = 5;

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
    long whole = (long) (minutes * Duration.ofMinutes(1).toNanos());
    long last = System.nanoTime() + whole;
    long end = last - whole / AGAIN_SHARE;
    PrintWriter err = spec.commandLine().getErr();
    List<Subject> all = new ArrayList<>(chosen);
    all.removeIf(each -> resume && tiers().stream().allMatch(tier -> isKnown(earlier, tier, each)));
    int left = all.size() * tiers().size();
    for (Tier tier : tiers()) {
      warmUp(tier, all, (end - System.nanoTime()) / WARM_UP_SHARE);
      Stopwatch stopwatch = new Stopwatch(millis, warmMillis(tier));
      for (Subject subject : all) {
        long share = (end - System.nanoTime()) / left--;
        if (share < LEAST_SHARE || (resume && isKnown(earlier, tier, subject))) {
          continue;
        }
        double nanos = stopwatch.nanosPerStep(subject.load(tier), share);
        readings = readings.with(reading(tier, subject, nanos));
        err.printf(Locale.ROOT, "%5d left  %-60s %12.2f ns%n", left, subject.label(), nanos);
        err.flush();
      }
    }
    return again(readings, all, last);
  }

  /**
   * Looks again at what seems too cheap, and takes the better time: a machine that does something
   * else, or a JVM that is not done compiling, only ever makes a reading longer.
   */
  private Calibration again(Calibration first, List<Subject> all, long end) throws IOException {
    Calibration readings = first;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<Reading> doubtful = doubtful(readings, all);
      int left = doubtful.size();
      for (Reading each : doubtful) {
        long share = (end - System.nanoTime()) / left--;
        if (share >= LEAST_SHARE) {
          Tier tier = Tier.valueOf(each.engine().toUpperCase(Locale.ROOT));
          Subject subject =
              all.stream()
                  .filter(s -> reading(tier, s, 0).sameSubject(each))
                  .findFirst()
                  .orElseThrow();
          double nanos =
              new Stopwatch(millis, warmMillis(tier)).nanosPerStep(subject.load(tier), share);
          readings = readings.with(reading(tier, subject, Math.min(nanos, each.nanos())));
        }
      }
    }
    return readings;
  }

  /** The readings of these subjects that stand out, the worst first. */
  private List<Reading> doubtful(Calibration measured, List<Subject> all) {
    Calibration priced = priced(measured, all);
    if (priced.readings().isEmpty()) {
      return List.of();
    }
    double bar = DOUBTFUL * priced.median();
    List<String> names = tiers().stream().map(Tier::toString).toList();
    return priced.readings().stream()
        .filter(each -> names.contains(each.engine()) && each.nanosPerGas() > bar)
        .sorted(Comparator.comparingDouble(Reading::nanosPerGas).reversed())
        .toList();
  }

  private static boolean isKnown(Calibration earlier, Tier tier, Subject subject) {
    Reading reading = reading(tier, subject, 0);
    return earlier.readings().stream().anyMatch(reading::sameSubject);
  }

  /** Compiled code begins cold with every subject, the interpreter with the first alone. */
  private int warmMillis(Tier tier) {
    return switch (tier) {
      case INTERPRETER -> 5 * millis;
      case COMPILER -> 50 * millis;
    };
  }

  /** Lets the JVM see everything once before anything is timed. */
  private static void warmUp(Tier tier, List<Subject> subjects, long mostNanos) {
    Stopwatch brief = new Stopwatch(1, 2);
    long share = mostNanos / Math.max(1, subjects.size());
    subjects.forEach(subject -> brief.nanosPerStep(subject.load(tier), share));
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
