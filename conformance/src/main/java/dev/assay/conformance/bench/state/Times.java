package dev.assay.conformance.bench.state;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Nanoseconds of repeated work.
 *
 * <p>Work of one thread is timed by what its thread got of a processor: whatever else the machine
 * does takes nothing from it. Work that waits, for a disk or for other threads, is not timed here.
 */
final class Times {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final double[] nanos;

  private Times(double[] nanos) {
    this.nanos = nanos;
  }

  /** Where results go, so that no compiler finds them useless; a fence would be timed as well. */
  private static final AtomicReference<@Nullable Object> SINK = new AtomicReference<>();

  /** Work that is timed from outside. */
  interface Work {
    @Nullable Object run() throws Exception;
  }

  /** What this thread has had of a processor. */
  static long processor() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Runs something so many times after as many rounds to warm up, each round {@code repeats}. */
  static Times of(int rounds, int repeats, Work work) throws Exception {
    double[] nanos = new double[rounds];
    for (int round = -rounds; round < rounds; round++) {
      double each = round(repeats, work);
      if (round >= 0) {
        nanos[round] = each;
      }
    }
    return new Times(nanos);
  }

  /** What each of so many repetitions took of a processor. */
  static double round(int repeats, Work work) throws Exception {
    long start = processor();
    for (int i = 0; i < repeats; i++) {
      SINK.setOpaque(work.run());
    }
    return (double) (processor() - start) / repeats;
  }

  /** What was computed last. */
  static @Nullable Object last() {
    return SINK.get();
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
