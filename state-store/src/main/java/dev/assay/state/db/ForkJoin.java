package dev.assay.state.db;

import dev.assay.state.trie.Forks;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that help to compute roots. The one that asks takes part after part as they do, so that
 * it never waits for a thread that has no processor: while the disk's own threads have all of them,
 * it does everything.
 */
final class ForkJoin implements Forks, AutoCloseable {
  /**
   * Changes from which on parts pay. Measured on two cores: of 256 two threads are slower than one,
   * of 512 they are as fast.
   */
  private static final int WORTHWHILE = 1_000;

  private final int helpers;
  private final ForkJoinPool pool;

  ForkJoin(int threads) {
    this.helpers = threads - 1;
    this.pool = new ForkJoinPool(Math.max(1, helpers));
  }

  @Override
  public boolean worthwhile(int changes) {
    return helpers > 0 && changes >= WORTHWHILE;
  }

  @Override
  public void join(List<Runnable> parts) {
    if (helpers == 0 || parts.size() < 2) {
      Forks.NONE.join(parts);
      return;
    }
    Shared work = new Shared(parts);
    for (int i = Math.min(helpers, parts.size() - 1); i > 0; i--) {
      pool.execute(work);
    }
    work.run();
    work.await();
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  /** Parts that any number of threads take from one place. */
  private static final class Shared implements Runnable {
    private volatile List<Runnable> parts;
    private final AtomicInteger next = new AtomicInteger();
    private final Semaphore done = new Semaphore(0);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Shared(List<Runnable> parts) {
      this.parts = parts;
    }

    /** Does parts until all are taken. */
    @Override
    public void run() {
      List<Runnable> all = parts;
      for (int i = next.getAndIncrement(); i < all.size(); i = next.getAndIncrement()) {
        try {
          all.get(i).run();
        } catch (RuntimeException | Error thrown) {
          failure.compareAndSet(null, thrown);
        } finally {
          done.release();
        }
      }
    }

    /** Waits for the parts that others have taken; throws what one of them has thrown. */
    void await() {
      done.acquireUninterruptibly(parts.size());
      // A helper that never got a processor still has this in its queue.
      parts = List.of();
      switch (failure.get()) {
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        case null, default -> {}
      }
    }
  }
}
