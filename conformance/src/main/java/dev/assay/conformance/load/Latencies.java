package dev.assay.conformance.load;

import java.util.Arrays;
import java.util.Locale;

/**
 * How long things took.
 *
 * @param sorted nanoseconds, ascending
 * @param seconds from the first begin to the last end
 */
record Latencies(long[] sorted, double seconds) {
  static Latencies of(long[] nanos, double seconds) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted, seconds);
  }

  int count() {
    return sorted.length;
  }

  double rate() {
    return sorted.length / seconds;
  }

  /** Milliseconds that so large a part did not exceed. */
  double percentile(double part) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.min(sorted.length - 1L, Math.round(part * sorted.length));
    return sorted[index] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,.0f/s, p50 %.2f ms, p99 %.2f ms",
        rate(),
        percentile(0.5),
        percentile(0.99));
  }
}
