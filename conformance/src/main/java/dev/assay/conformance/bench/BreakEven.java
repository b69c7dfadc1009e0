package dev.assay.conformance.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * When compiling a program has paid for itself: what all calls together have taken from the first
 * one on, interpreted and compiled. A freshly compiled program is slow until the JVM's compilers
 * have seen to it, on threads of their own.
 *
 * @param compileMillis what the first compiled call takes more than the first interpreted one
 * @param interpretedMicros a call, interpreted
 * @param compiledMicros a call, compiled, at the end
 * @param ownCalls the first call from which on the compiled ones together have taken no more of the
 *     calling thread, had the program been compiled elsewhere; or -1
 * @param allCalls the same of all processor time, with the compiling and the JVM's compilers
 */
record BreakEven(
    double compileMillis,
    double interpretedMicros,
    double compiledMicros,
    int ownCalls,
    int allCalls) {
  private static final CompilationMXBean JIT = ManagementFactory.getCompilationMXBean();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WARM = 2;
  private static final int REPEATS = 5;
  private static final int LAST_PART = 10;

  /** What the first call, the first two calls and so on have taken altogether, in ns. */
  record Totals(long[] own, long[] all) {}

  /**
   * Measures it.
   *
   * @param interpreted makes a fresh program that is interpreted; run, it is called once
   * @param compiled the same for one that is compiled when it is called first
   * @param most calls to try
   */
  static BreakEven measure(Supplier<Runnable> interpreted, Supplier<Runnable> compiled, int most) {
    Totals[] slow = new Totals[REPEATS];
    Totals[] fast = new Totals[REPEATS];
    for (int i = -WARM; i < REPEATS; i++) {
      int to = Math.max(0, i); // what comes of warming up is overwritten
      slow[to] = totals(interpreted.get(), most);
      fast[to] = totals(compiled.get(), most);
    }
    return of(median(slow), median(fast));
  }

  static BreakEven of(Totals slow, Totals fast) {
    long compiling = fast.own[0] - slow.own[0];
    return new BreakEven(
        compiling / 1e6,
        atTheEnd(slow.own) / 1e3,
        atTheEnd(fast.own) / 1e3,
        even(slow.own, fast.own, compiling),
        even(slow.all, fast.all, 0));
  }

  private static int even(long[] slow, long[] fast, long apart) {
    int calls = -1;
    for (int i = slow.length - 1; i >= 0 && fast[i] - apart <= slow[i]; i--) {
      calls = i + 1;
    }
    return calls;
  }

  private static double atTheEnd(long[] totals) {
    int last = totals.length - 1;
    int from = last - 1 - last / LAST_PART;
    return (double) (totals[last] - totals[from]) / (last - from);
  }

  private static Totals totals(Runnable call, int most) {
    long[] own = new long[most];
    long[] all = new long[most];
    long start = THREADS.getCurrentThreadCpuTime();
    long others = JIT.getTotalCompilationTime();
    for (int i = 0; i < most; i++) {
      call.run();
      own[i] = THREADS.getCurrentThreadCpuTime() - start;
      all[i] = own[i] + (JIT.getTotalCompilationTime() - others) * 1_000_000;
    }
    return new Totals(own, all);
  }

  private static Totals median(Totals[] runs) {
    long[] own = new long[runs[0].own.length];
    long[] all = new long[own.length];
    Arrays.setAll(own, i -> median(Arrays.stream(runs).mapToLong(run -> run.own[i]).toArray()));
    Arrays.setAll(all, i -> median(Arrays.stream(runs).mapToLong(run -> run.all[i]).toArray()));
    return new Totals(own, all);
  }

  private static long median(long[] some) {
    Arrays.sort(some);
    return some[some.length / 2];
  }
}
