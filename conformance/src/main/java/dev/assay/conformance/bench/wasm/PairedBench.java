package dev.assay.conformance.bench.wasm;

import dev.assay.vm.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Runs {@link PairedMain} on each kernel and takes the means. */
final class PairedBench {
  /** The most that metering may cost the interpreter, as a ratio. */
  static final double METERING_GOAL = 1.10;

  /** What cannot be told from nothing. */
  static final double PROFILING_GOAL = 1.02;

  private static final int SCALE = 250;

  /** The JVM waits for its compilers, so that all are compiled when they are timed. */
  private static final String WAITING = "-Xbatch";

  private final KernelSuite suite;
  private final Contenders contenders;
  private final Tier tier;
  private final List<PairedRatios> all = new ArrayList<>();

  PairedBench(KernelSuite suite, Contenders contenders, Tier tier) {
    this.suite = suite;
    this.contenders = contenders;
    this.tier = tier;
  }

  /** Prints a row for each kernel and the geometric means. */
  void run(Consumer<String> out) {
    out.accept(
        String.format(
            Locale.ROOT,
            "%-12s %12s %14s %14s %10s",
            tier,
            "metered/free",
            "canonical NaNs",
            "profiling off",
            "noise"));
    for (KernelSuite.Kernel kernel : suite.kernels()) {
      List<String> command = contenders.ourJava(PairedMain.class);
      command.add(1, WAITING);
      command.add(tier.name());
      command.add(suite.wasm(kernel).toString());
      command.add(Integer.toString(kernel.roundsAt(SCALE)));
      PairedRatios ratios = PairedRatios.parse(Processes.run(suite.folder(), command));
      all.add(ratios);
      out.accept(ratios.row(kernel.name()));
    }
    out.accept(means().row("geomean"));
  }

  PairedRatios means() {
    return new PairedRatios(
        geomean(PairedRatios::metering),
        geomean(PairedRatios::canonical),
        geomean(PairedRatios::profiling),
        geomean(PairedRatios::noise));
  }

  private double geomean(ToDoubleFunction<PairedRatios> ratio) {
    return Math.exp(all.stream().mapToDouble(ratio).map(Math::log).average().orElse(Double.NaN));
  }
}
