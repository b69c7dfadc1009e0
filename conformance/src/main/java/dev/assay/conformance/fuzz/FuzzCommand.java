package dev.assay.conformance.fuzz;

import dev.assay.conformance.SuiteOptions;
import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay conformance fuzz}. */
@Command(
    name = "fuzz",
    description = {
      "Feeds broken modules to the engine's front end and expects a refusal for each.",
      "Starts from every .wasm file under DIR and from generated ones."
    },
    footer = {"", "Example:", "  assay conformance fuzz --front --seed 7 --minutes 10"})
public final class FuzzCommand implements Subcommand {
  private static final int LARGEST_ORIGINAL = 64 << 10;
  private static final long PROGRESS_NANOS = Duration.ofSeconds(10).toNanos();

  @Spec private CommandSpec spec;
  @Mixin private SuiteOptions options = new SuiteOptions();

  @Option(names = "--front", required = true, description = "fuzz the decoder and the validator")
  private boolean front;

  @Option(names = "--seed", description = "what the inputs follow from (default: 1)")
  private long seed = 1;

  @Option(names = "--minutes", description = "how long to go on (default: 1)")
  private double minutes = 1;

  @Option(names = "--inputs", description = "stop after so many inputs, for a run to repeat")
  private long most = Long.MAX_VALUE;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where inputs that break something go (default: target/fuzz)")
  private Path out = Path.of("target", "fuzz");

  @Override
  public ExitCode call() throws IOException {
    if (!front) {
      throw CommandFailure.usage("nothing to fuzz: give --front");
    }
    FrontFuzzer fuzzer = new FrontFuzzer(seed, corpus(), System::nanoTime);
    List<FrontFuzzer.Fault> faults = run(fuzzer);
    FrontFuzzer.Tally tally = fuzzer.tally();
    report(spec.commandLine().getOut(), tally);
    for (FrontFuzzer.Fault fault : faults) {
      keep(fault);
    }
    spec.commandLine()
        .getOut()
        .println(
            (tally.inputs() - faults.size()) + " passed, " + faults.size() + " failed, 0 skipped");
    return faults.isEmpty() ? ExitCode.OK : ExitCode.NO;
  }

  private List<byte[]> corpus() throws IOException {
    List<byte[]> corpus = new ArrayList<>();
    try (Stream<Path> files = Files.walk(options.folder())) {
      List<Path> modules =
          files
              .filter(file -> file.toString().endsWith(".wasm"))
              .filter(file -> options.selects(file.toString()))
              .filter(file -> file.toFile().length() <= LARGEST_ORIGINAL)
              .sorted()
              .toList();
      for (Path file : modules) {
        corpus.add(Files.readAllBytes(file));
      }
    }
    return corpus;
  }

  private List<FrontFuzzer.Fault> run(FrontFuzzer fuzzer) {
    List<FrontFuzzer.Fault> faults = new ArrayList<>();
    long start = System.nanoTime();
    long nanos = (long) (minutes * 60e9);
    long progress = start;
    while (System.nanoTime() - start < nanos && fuzzer.tally().inputs() < most) {
      fuzzer.next().ifPresent(faults::add);
      if (System.nanoTime() - progress > PROGRESS_NANOS) {
        progress = System.nanoTime();
        report(spec.commandLine().getErr(), fuzzer.tally());
      }
    }
    return faults;
  }

  private static void report(PrintWriter to, FrontFuzzer.Tally tally) {
    to.printf(
        Locale.ROOT,
        "%,d inputs, %,d MB: %,d accepted, %,d malformed, %,d invalid; %d kinds of refusal;"
            + " slowest %.2f ms per KB%n",
        tally.inputs(),
        tally.bytes() >> 20,
        tally.accepted(),
        tally.malformed(),
        tally.invalid(),
        tally.problems(),
        tally.slowestMillisPerKilobyte());
    to.flush();
  }

  private void keep(FrontFuzzer.Fault fault) throws IOException {
    Path file = out.resolve("seed-" + seed + "-input-" + fault.number() + ".wasm");
    Files.createDirectories(out);
    Files.write(file, fault.input());
    spec.commandLine().getOut().println("FAULT " + fault.what() + ": " + file);
  }
}
