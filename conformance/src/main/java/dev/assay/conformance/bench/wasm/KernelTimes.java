package dev.assay.conformance.bench.wasm;

import java.util.Arrays;
import java.util.List;

/**
 * What one contender reports of one kernel.
 *
 * @param checksum the kernel's result as an unsigned decimal; equal on every correct engine
 * @param loadNanos wall time from bytes to a callable instance
 * @param firstNanos wall time of the first call
 * @param callNanos CPU time of each warm call, in order
 */
record KernelTimes(String checksum, long loadNanos, long firstNanos, List<Long> callNanos) {

  /**
   * Reads the line {@code checksum TAB load TAB first TAB t1,t2,...}; native programs leave the
   * load out.
   */
  static KernelTimes parse(String line) {
    String[] fields = line.strip().split("\t", -1);
    if (fields.length != 3 && fields.length != 4) {
      throw new IllegalArgumentException("not a kernel's times: " + line);
    }
    int last = fields.length - 1;
    List<Long> calls = Arrays.stream(fields[last].split(",", -1)).map(Long::valueOf).toList();
    long load = last == 3 ? Long.parseLong(fields[1]) : 0;
    return new KernelTimes(fields[0], load, Long.parseLong(fields[last - 1]), calls);
  }

  /** The last such line of what a contender printed. */
  static KernelTimes in(String output) {
    return output
        .lines()
        .filter(KernelTimes::looksLikeTimes)
        .reduce((first, second) -> second)
        .map(KernelTimes::parse)
        .orElseThrow(() -> new IllegalStateException("no times in: " + output));
  }

  private static boolean looksLikeTimes(String line) {
    long tabs = line.chars().filter(c -> c == '\t').count();
    return tabs == 2 || tabs == 3;
  }

  /** The fastest warm call: the figure least disturbed by whatever else the machine does. */
  long bestNanos() {
    return callNanos.stream().mapToLong(Long::longValue).min().orElseThrow();
  }

  String line() {
    String calls = String.join(",", callNanos.stream().map(String::valueOf).toList());
    return checksum + "\t" + loadNanos + "\t" + firstNanos + "\t" + calls;
  }
}
