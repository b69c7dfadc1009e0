package dev.assay.state.db;

import java.util.Arrays;
import java.util.Optional;

/**
 * The newest block as all threads see it. One thread writes: it says which block it begins to write
 * before it does and publishes the head after.
 */
final class HeadCell {
  /** Number of the head before there is a genesis block. */
  static final long NONE = -1;

  private volatile Optional<Head> head;
  private volatile long newestBegun;
  private volatile long cached;
  private volatile long oldestKept;
  private volatile long[] rollbacks = {};

  HeadCell(Optional<Head> head, long oldestKept) {
    this.head = head;
    this.newestBegun = number();
    this.cached = newestBegun;
    this.oldestKept = oldestKept;
  }

  Optional<Head> head() {
    return head;
  }

  long number() {
    return head.map(Head::number).orElse(NONE);
  }

  long newestBegun() {
    return newestBegun;
  }

  /** The block whose values {@link TableCache} holds: while the next is written, the one before. */
  long cached() {
    return cached;
  }

  /** Says that the cache is about to take what a block wrote. */
  void beginCaching(long number) {
    cached = number;
  }

  long oldestKept() {
    return oldestKept;
  }

  /** How many rollbacks there have been. */
  int epoch() {
    return rollbacks.length;
  }

  /** Says that the next block is about to be written. */
  void begin(long number, long oldestKeptAfter) {
    oldestKept = oldestKeptAfter;
    newestBegun = number;
  }

  /** Says that the write did not happen. */
  void abandon() {
    newestBegun = number();
    cached = newestBegun;
  }

  void publish(Head newHead) {
    head = Optional.of(newHead);
    newestBegun = newHead.number();
    cached = newestBegun;
  }

  /** Ends all views above a block, while nobody reads, before its successors are removed. */
  void beginRollback(long number) {
    long[] longer = Arrays.copyOf(rollbacks, rollbacks.length + 1);
    longer[rollbacks.length] = number;
    rollbacks = longer;
  }

  void requireKept(long number, int epochOfView) {
    long[] all = rollbacks;
    for (int i = epochOfView; i < all.length; i++) {
      if (number > all[i]) {
        throw new StateUnavailable(number, "the chain was rolled back to block " + all[i]);
      }
    }
    if (number < oldestKept) {
      throw new StateUnavailable(number, "states before block " + oldestKept + " are pruned");
    }
  }
}
