package dev.assay.conformance.bench.wasm;

import java.nio.file.Path;
import java.util.List;

/** The kernels' C compiled by {@code gcc -O2}: the baseline every ratio refers to. */
final class NativeKernels {

  private static final List<String> FLAGS =
      List.of("gcc", "-O2", "-fno-math-errno", "-ffp-contract=off", "-w", "-o");

  private static final long SECOND = 1_000_000_000;
  private static final int FEWEST_CALLS = 3;
  private static final int MOST_CALLS = 1_000;

  private final KernelSuite suite;
  private final Path binaries;

  NativeKernels(KernelSuite suite, Path binaries) {
    this.suite = suite;
    this.binaries = binaries;
  }

  static boolean available() {
    return Processes.isInstalled("gcc");
  }

  void compile() {
    Path driver = suite.folder().resolve("native").resolve("main.c");
    for (KernelSuite.Kernel kernel : suite.kernels()) {
      String binary = binaries.resolve(kernel.name()).toString();
      var tail = List.of(binary, suite.source(kernel).toString(), driver.toString(), "-lm");
      Processes.run(binaries, concat(FLAGS, tail));
    }
  }

  /** Native code at the rounds of this scale, called for about a second: short calls differ. */
  KernelTimes run(KernelSuite.Kernel kernel, int scale) {
    long probe = run(kernel, scale, FEWEST_CALLS).bestNanos();
    return run(kernel, scale, Math.clamp(SECOND / probe, FEWEST_CALLS, MOST_CALLS));
  }

  private KernelTimes run(KernelSuite.Kernel kernel, int scale, int calls) {
    String rounds = Integer.toString(kernel.roundsAt(scale));
    String binary = binaries.resolve(kernel.name()).toString();
    return KernelTimes.parse(
        Processes.run(binaries, List.of(binary, rounds, Integer.toString(calls))));
  }

  private static List<String> concat(List<String> head, List<String> tail) {
    return java.util.stream.Stream.concat(head.stream(), tail.stream()).toList();
  }
}
