package dev.assay.host;

import dev.assay.vm.runtime.Store;
import org.jspecify.annotations.Nullable;

/**
 * Stops an execution from another thread: the guest code that runs ends with the trap {@code
 * cancelled} at its next call or backward branch, and so does every frame below it.
 */
public final class Cancellation {
  private boolean cancelled;
  private @Nullable Store running;

  /** Stops the execution, or prevents it from starting. From any thread, any number of times. */
  public synchronized void cancel() {
    cancelled = true;
    if (running != null) {
      running.cancel();
    }
  }

  /** Whether {@link #cancel} has been called. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Takes note of the store whose code runs from now on; gives the one before. */
  public synchronized @Nullable Store running(@Nullable Store store) {
    Store before = running;
    running = store;
    if (cancelled && store != null) {
      store.cancel();
    }
    return before;
  }
}
