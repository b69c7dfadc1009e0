package dev.assay.conformance.bench.calibrate;

import dev.assay.conformance.bench.calibrate.Subject.Program;

/** Times the steps of a program: the best of several runs, less what an empty run takes. */
final class Stopwatch {
  private static final int RUNS = 9;
  private static final int LONGEST_RUN = 1 << 24;
  private static final double FASTER = 0.9;
  private static final int MOST_WARM_UPS = 20;

  private final long runNanos;
  private final long warmNanos;

  /**
   * @param millis how long a run takes
   * @param warmMillis how long a program must have become no faster before it is timed
   */
  Stopwatch(int millis, int warmMillis) {
    this.runNanos = millis * 1_000_000L;
    this.warmNanos = warmMillis * 1_000_000L;
  }

  /**
   * Nanoseconds a step.
   *
   * @param budgetNanos about the most it may take: half of it to warm up, the rest to measure
   */
  double nanosPerStep(Program program, long budgetNanos) {
    long length = Math.min(runNanos, budgetNanos / (4 * RUNS));
    int rounds = warmUp(program, length, budgetNanos / 2);
    long best = Long.MAX_VALUE;
    long idle = Long.MAX_VALUE;
    for (int i = 0; i < RUNS; i++) {
      best = Math.min(best, time(program, rounds));
      long start = System.nanoTime();
      program.idle(rounds);
      idle = Math.min(idle, System.nanoTime() - start);
    }
    return Math.max(0, best - idle) / ((double) rounds * program.steps());
  }

  /**
   * Runs until it has not become faster for a while: the JVM may still be compiling. Gives the
   * rounds that fill a run.
   */
  private int warmUp(Program program, long length, long mostNanos) {
    int most = Math.min(LONGEST_RUN, program.mostRounds());
    int rounds = 1;
    double best = Double.MAX_VALUE;
    long start = System.nanoTime();
    long settled = start;
    long now = start;
    long longest = Math.min(mostNanos, MOST_WARM_UPS * warmNanos);
    while (now - settled < warmNanos && now - start < longest) {
      long taken = time(program, rounds);
      now = System.nanoTime();
      if ((double) taken / rounds < FASTER * best) {
        best = (double) taken / rounds;
        settled = now;
      }
      rounds = taken < length ? Math.min(most, 2 * rounds) : rounds;
    }
    return rounds;
  }

  private static long time(Program program, int rounds) {
    long start = System.nanoTime();
    program.run(rounds);
    return System.nanoTime() - start;
  }
}
