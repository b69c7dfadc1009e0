package dev.assay.host.call;

import dev.assay.vm.runtime.ResourceLimits;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Runs work on a thread whose stack is large enough for the deepest nesting of messages, while the
 * caller waits. The depth of messages is counted and bounded, so with such a stack the limit of the
 * Java virtual machine is never what ends a transaction. Shallow messages, nearly all there are,
 * stay on their thread.
 */
final class DeepStack {
  /** What compiled code may take there, in the slots of the call stack. */
  static final int JAVA_SLOTS = 1 << 18;

  /**
   * For 1,024 messages of at most 64 KiB each and for compiled code; only what is used becomes real
   * memory.
   */
  private static final long STACK_BYTES =
      (64L << 20) + (long) JAVA_SLOTS * ResourceLimits.JAVA_BYTES_PER_SLOT;

  private DeepStack() {}

  /** The result of the work; what it throws is thrown here. */
  static <T> T call(Supplier<T> work) {
    AtomicReference<Supplier<T>> outcome = new AtomicReference<>();
    Thread thread = new Thread(null, () -> outcome.set(attempt(work)), "guest", STACK_BYTES);
    thread.start();
    join(thread);
    return outcome.get().get();
  }

  private static <T> Supplier<T> attempt(Supplier<T> work) {
    try {
      T result = work.get();
      return () -> result;
    } catch (RuntimeException | Error thrown) {
      return () -> {
        throw thrown;
      };
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
