package dev.assay.state.db;

import java.util.concurrent.locks.LockSupport;

/** Threads of the database's own. */
final class Threads {
  private Threads() {}

  /** Waits for so long; an interrupt cuts it short once, and is left to whoever asks for it. */
  static void pause(long nanos) {
    boolean interrupted = Thread.interrupted();
    LockSupport.parkNanos(nanos);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end of a thread that may be parked and has been told to stop. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      LockSupport.unpark(thread);
      try {
        thread.join(10);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
