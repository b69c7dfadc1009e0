package dev.assay.node.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps a node's heap near what is alive. A block's leftovers live long enough to be promoted, and
 * the serial collector, which is the one that starts fastest and takes least, grows to all the
 * memory that it is given before it looks for what died old. So somebody asks it to: a pause of a
 * tenth of a second in some hundred thousand transactions.
 */
final class SteadyHeap {
  /** Garbage that is not worth a pause; or half of what is alive, if that is more. */
  static final long SLACK = 64L << 20;

  private final LongSupplier used;
  private final Runnable collect;
  private long bound = bound(0);

  /**
   * @param used bytes of objects, alive or not
   * @param collect leaves only those alive
   */
  SteadyHeap(LongSupplier used, Runnable collect) {
    this.used = used;
    this.collect = collect;
  }

  /** Looks after this JVM's heap from now on, on a thread of its own. */
  static void start() {
    Runtime runtime = Runtime.getRuntime();
    SteadyHeap heap =
        new SteadyHeap(() -> runtime.totalMemory() - runtime.freeMemory(), runtime::gc);
    Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("assay-heap").daemon().unstarted(task))
        .scheduleWithFixedDelay(heap::look, 1, 1, TimeUnit.SECONDS);
  }

  private static long bound(long alive) {
    return alive + Math.max(SLACK, alive / 2);
  }

  /** Collects if there may be so much garbage. */
  void look() {
    if (used.getAsLong() > bound) {
      collect.run();
      bound = bound(used.getAsLong());
    }
  }
}
