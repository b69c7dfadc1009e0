package dev.assay.state.db;

import org.jspecify.annotations.Nullable;

/** Syncs what commits wrote unsynced, once an interval, for {@link Durability.Group}. */
final class WalSync implements AutoCloseable {
  private final RocksStore store;
  private final HeadMarker marker;
  private final @Nullable Thread thread;
  private volatile boolean dirty;
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException failure;

  private WalSync(RocksStore store, HeadMarker marker, int intervalMillis) {
    this.store = store;
    this.marker = marker;
    this.thread =
        intervalMillis == 0
            ? null
            : Thread.ofPlatform()
                .daemon()
                .name("assay-wal-sync")
                .unstarted(() -> run(intervalMillis));
  }

  static WalSync start(Durability durability, RocksStore store, HeadMarker marker) {
    int interval =
        switch (durability) {
          case Durability.Group(int millis) -> millis;
          case Durability.EveryBlock(), Durability.OperatingSystem() -> 0;
        };
    WalSync sync = new WalSync(store, marker, interval);
    if (sync.thread != null) {
      sync.thread.start();
    }
    return sync;
  }

  /** Says that a commit wrote; throws what the last sync failed with. */
  void written() {
    RuntimeException failed = failure;
    if (failed != null) {
      throw failed;
    }
    dirty = true;
  }

  /** Says that the database was opened again and holds what it holds. */
  void recovered() {
    failure = null;
  }

  private void run(int intervalMillis) {
    try {
      while (!stopped) {
        Thread.sleep(intervalMillis);
        try {
          syncOnce();
        } catch (RuntimeException failed) {
          failure = failed;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void syncOnce() {
    if (dirty) {
      dirty = false;
      store.sync();
      marker.sync();
    }
  }

  @Override
  public void close() {
    Thread running = thread;
    if (running != null && !stopped) {
      stopped = true;
      running.interrupt();
      boolean interrupted = false;
      while (running.isAlive()) {
        try {
          running.join();
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      syncOnce();
    }
  }
}
