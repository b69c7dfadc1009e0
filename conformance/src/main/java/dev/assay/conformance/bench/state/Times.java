package dev.assay.conformance.bench.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Nanoseconds of repeated work. */
final class Times {
  private final double[] nanos;

  private Times(double[] nanos) {
    this.nanos = nanos;
  }

  /** Where results go, so that no compiler finds them useless. */
  private static volatile @Nullable Object sink;

  /** Work that is timed from outside. */
  interface Work {
    @Nullable Object run() throws Exception;
  }

  /** Runs something so many times after as many rounds to warm up, each round {@code repeats}. */
  static Times of(int rounds, int repeats, Work work) throws Exception {
    double[] nanos = new double[rounds];
    for (int round = -rounds; round < rounds; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < repeats; i++) {
        sink = work.run();
      }
      if (round >= 0) {
        nanos[round] = (double) (System.nanoTime() - start) / repeats;
      }
    }
    return new Times(nanos);
  }

  /** What was computed last. */
  static @Nullable Object last() {
    return sink;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  double median() {
    return median(nanos);
  }

  double least() {
    return Arrays.stream(nanos).min().orElseThrow();
  }
}
