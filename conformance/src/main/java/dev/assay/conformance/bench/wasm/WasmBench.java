package dev.assay.conformance.bench.wasm;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Runs kernels × contenders, one process at a time, beside native code at the same rounds. */
final class WasmBench {

  private final KernelSuite suite;
  private final NativeKernels natives;
  private final List<Contender> contenders;
  private final Consumer<String> progress;
  private final Map<String, String> checksums = new TreeMap<>();

  WasmBench(
      KernelSuite suite,
      NativeKernels natives,
      List<Contender> contenders,
      Consumer<String> progress) {
    this.suite = suite;
    this.natives = natives;
    this.contenders = contenders;
    this.progress = progress;
  }

  RatioTable run() {
    RatioTable table =
        new RatioTable(
            suite.kernels().stream().map(KernelSuite.Kernel::name).toList(),
            contenders.stream().map(Contender::name).toList());
    for (KernelSuite.Kernel kernel : suite.kernels()) {
      scales().forEach(scale -> runNative(kernel, scale, table));
      contenders.forEach(contender -> runContender(kernel, contender, table));
    }
    return table;
  }

  private Set<Integer> scales() {
    Set<Integer> scales = new TreeSet<>();
    contenders.forEach(contender -> scales.add(contender.scale()));
    return scales;
  }

  private void runNative(KernelSuite.Kernel kernel, int scale, RatioTable table) {
    KernelTimes times = natives.run(kernel, scale);
    checksums.put(kernel.name() + "/" + scale, times.checksum());
    table.putBaseline(kernel.name(), scale, times.bestNanos());
  }

  private void runContender(KernelSuite.Kernel kernel, Contender contender, RatioTable table) {
    String output = Processes.run(suite.folder(), contender.command(suite, kernel));
    KernelTimes times = KernelTimes.in(output);
    requireSameChecksum(kernel, contender, times);
    table.put(kernel.name(), contender.name(), contender.scale(), times.bestNanos());
    double ratio = table.ratio(kernel.name(), contender.name()).orElseThrow();
    progress.accept(
        String.format(
            Locale.ROOT,
            "%-12s %-18s %10.3f ms  %8.2f x native",
            kernel.name(),
            contender.name(),
            times.bestNanos() / 1e6,
            ratio));
  }

  private void requireSameChecksum(
      KernelSuite.Kernel kernel, Contender contender, KernelTimes times) {
    String expected = checksums.get(kernel.name() + "/" + contender.scale());
    if (!times.checksum().equals(expected)) {
      throw new IllegalStateException(
          contender.name()
              + " computed "
              + times.checksum()
              + " on "
              + kernel.name()
              + ", native code "
              + expected);
    }
  }
}
