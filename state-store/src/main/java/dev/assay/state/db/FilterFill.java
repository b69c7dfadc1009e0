package dev.assay.state.db;

import java.util.concurrent.locks.LockSupport;

/**
 * Shows the accounts' table to its filter after the database was opened, behind everybody's back
 * and a little at a time: until it has seen all of it, the filter says nothing.
 */
final class FilterFill implements AutoCloseable {
  /** Accounts shown at once, for a fraction of a millisecond. */
  static final int PIECE = 2_048;

  private static final long PAUSE_NANOS = 500_000;

  private final RocksStore store;
  private final Thread thread;
  private volatile boolean stopped;

  FilterFill(RocksStore store) {
    this.store = store;
    this.thread = Thread.ofPlatform().daemon().name("assay-filter").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Says that the database was opened again. */
  void recovered() {
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!stopped) {
      try {
        if (store.learnAccounts(PIECE)) {
          LockSupport.parkNanos(this, PAUSE_NANOS);
        } else {
          LockSupport.park(this);
        }
      } catch (DatabaseFailure failure) {
        // Whoever reads meets the same trouble and says so; without the filter all goes on.
        LockSupport.park(this);
      }
    }
  }

  @Override
  public void close() {
    stopped = true;
    Threads.join(thread);
  }
}
