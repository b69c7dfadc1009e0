package dev.assay.vm.runtime;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Zeroed arrays for memories, by their number of pages. An array is cleaned when it comes back, and
 * only as far as its memory reached: the rest has never been written. Nothing of one guest can
 * reach another.
 */
final class MemoryPool {
  /** Larger memories are left to the garbage collector. */
  private static final int LARGEST_POOLED_PAGES = 64;

  /** Pages of all arrays that wait here. */
  private static final int MOST_POOLED_PAGES = 2_048;

  private static final byte[] EMPTY = new byte[0];

  private static final Queue<byte[]>[] CLEAN = queues();
  private static final AtomicInteger POOLED_PAGES = new AtomicInteger();

  private MemoryPool() {}

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generics
  private static Queue<byte[]>[] queues() {
    Queue[] queues = new Queue[LARGEST_POOLED_PAGES + 1];
    Arrays.setAll(queues, i -> new ConcurrentLinkedQueue<byte[]>());
    return queues;
  }

  /** An array of zeros for so many pages. */
  static byte[] take(int pages) {
    if (pages == 0) {
      return EMPTY;
    }
    byte[] pooled = pages > LARGEST_POOLED_PAGES ? null : CLEAN[pages].poll();
    if (pooled == null) {
      return new byte[pages * LinearMemory.PAGE_BYTES];
    }
    POOLED_PAGES.addAndGet(-pages);
    return pooled;
  }

  /** Takes an array back of which only the first bytes can have been written. */
  static void giveBack(byte[] bytes, int dirtyBytes) {
    int pages = bytes.length / LinearMemory.PAGE_BYTES;
    if (pages == 0 || pages > LARGEST_POOLED_PAGES) {
      return;
    }
    if (POOLED_PAGES.addAndGet(pages) > MOST_POOLED_PAGES) {
      POOLED_PAGES.addAndGet(-pages);
    } else {
      Arrays.fill(bytes, 0, dirtyBytes, (byte) 0);
      CLEAN[pages].add(bytes);
    }
  }
}
