package dev.assay.conformance.bench;

import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import dev.assay.vm.Limits;
import dev.assay.vm.decode.ModuleDecoder;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.validate.ModuleValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay bench front}: how fast modules are read and checked. */
@Command(
    name = "front",
    description = "Decodes and validates a module over and over, and tells the best rounds.",
    footer = {"", "Example:", "  assay bench front ../shared/suites/real-wasm/cosmwasm/ibc2.wasm"})
public final class FrontBenchCommand implements Subcommand {
  /** What a chain needs so that a 128 KB contract never holds a block up: 2 ms. */
  private static final double GOAL = 60;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE.wasm", description = "the module")
  private Path file = Path.of("");

  @Option(names = "--rounds", description = "rounds of a second each (default: 8)")
  private int rounds = 8;

  private record Speed(double decode, double both) {
    Speed best(Speed other) {
      return new Speed(Math.max(decode, other.decode), Math.max(both, other.both));
    }
  }

  @Override
  public ExitCode call() throws IOException {
    if (rounds < 1) {
      throw CommandFailure.usage("--rounds must be at least 1");
    }
    byte[] bytes = Files.readAllBytes(file);
    Speed best = new Speed(0, 0);
    for (int i = 0; i < rounds; i++) {
      best = best.best(round(bytes));
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: %,d bytes, decode %.1f MB/s, decode and validate %.1f MB/s%n"
                + "geomean %.2f x GOAL-60-MB/s%n",
            file.getFileName(),
            bytes.length,
            best.decode,
            best.both,
            best.both / GOAL);
    return ExitCode.OK;
  }

  private static Speed round(byte[] bytes) {
    long start = System.nanoTime();
    long decoding = 0;
    long total = 0;
    long modules = 0;
    while (total < 1_000_000_000L) {
      long before = System.nanoTime();
      WasmModule module = ModuleDecoder.decode(bytes, FeatureSet.ALL_IMPLEMENTED, Limits.WIDE);
      decoding += System.nanoTime() - before;
      ModuleValidator.validate(module);
      modules++;
      total = System.nanoTime() - start;
    }
    double megabytes = modules * (double) bytes.length / 1e6;
    return new Speed(megabytes * 1e9 / decoding, megabytes * 1e9 / total);
  }
}
