package dev.assay.vm.runtime;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Zeroed arrays for memories, by power-of-two size class. An array is cleaned when it comes back,
 * and only as far as its memory reached: the rest has never been written. Nothing of one guest can
 * reach another.
 */
final class MemoryPool {
  /** Larger memories are allocated exactly and left to the garbage collector. */
  private static final int LARGEST_POOLED_PAGES = 64;

  private static final int CLASSES = Integer.numberOfTrailingZeros(LARGEST_POOLED_PAGES) + 1;
  private static final int ARRAYS_PER_CLASS = 16;
  private static final byte[] EMPTY = new byte[0];

  private static final ArrayBlockingQueue<byte[]>[] CLEAN = queues();

  private MemoryPool() {}

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generics
  private static ArrayBlockingQueue<byte[]>[] queues() {
    ArrayBlockingQueue[] queues = new ArrayBlockingQueue[CLASSES];
    Arrays.setAll(queues, i -> new ArrayBlockingQueue<byte[]>(ARRAYS_PER_CLASS));
    return queues;
  }

  /** An array of zeros for at least so many pages. */
  static byte[] take(int pages) {
    if (pages == 0) {
      return EMPTY;
    }
    if (pages > LARGEST_POOLED_PAGES) {
      return new byte[pages * LinearMemory.PAGE_BYTES];
    }
    int sizeClass = sizeClass(pages);
    byte[] pooled = CLEAN[sizeClass].poll();
    return pooled != null ? pooled : new byte[LinearMemory.PAGE_BYTES << sizeClass];
  }

  /** Takes an array back of which only the first bytes can have been written. */
  static void giveBack(byte[] bytes, int dirtyBytes) {
    ArrayBlockingQueue<byte[]> queue = queueFor(bytes);
    if (queue != null && queue.remainingCapacity() > 0) {
      Arrays.fill(bytes, 0, dirtyBytes, (byte) 0);
      queue.offer(bytes);
    }
  }

  private static @Nullable ArrayBlockingQueue<byte[]> queueFor(byte[] bytes) {
    int pages = bytes.length / LinearMemory.PAGE_BYTES;
    boolean pooled = pages > 0 && pages <= LARGEST_POOLED_PAGES && Integer.bitCount(pages) == 1;
    return pooled ? CLEAN[sizeClass(pages)] : null;
  }

  private static int sizeClass(int pages) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(pages - 1);
  }
}
