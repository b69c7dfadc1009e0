package dev.assay.state.db;

import dev.assay.state.trie.Forks;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;

/** Threads that compute roots; with one thread, the one that asks does everything. */
final class ForkJoin implements Forks, AutoCloseable {
  /**
   * Changes from which on parts pay. Measured on two cores: of 256 two threads are slower than one,
   * of 512 they are as fast.
   */
  private static final int WORTHWHILE = 1_000;

  private final int threads;
  private final ForkJoinPool pool;

  ForkJoin(int threads) {
    this.threads = threads;
    this.pool = new ForkJoinPool(threads);
  }

  @Override
  public boolean worthwhile(int changes) {
    return threads > 1 && changes >= WORTHWHILE;
  }

  @Override
  public void join(List<Runnable> parts) {
    if (threads == 1 || parts.size() < 2) {
      Forks.NONE.join(parts);
    } else if (ForkJoinTask.inForkJoinPool()) {
      ForkJoinTask.invokeAll(parts.stream().map(Part::new).toList());
    } else {
      pool.invoke(new All(parts));
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  private static final class Part extends RecursiveAction {
    private static final long serialVersionUID = 1L;
    private final transient Runnable part;

    Part(Runnable part) {
      this.part = part;
    }

    @Override
    protected void compute() {
      part.run();
    }
  }

  private static final class All extends RecursiveAction {
    private static final long serialVersionUID = 1L;
    private final transient List<Runnable> parts;

    All(List<Runnable> parts) {
      this.parts = parts;
    }

    @Override
    protected void compute() {
      ForkJoinTask.invokeAll(parts.stream().map(Part::new).toList());
    }
  }
}
