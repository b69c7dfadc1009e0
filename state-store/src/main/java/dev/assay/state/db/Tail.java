package dev.assay.state.db;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest blocks' changes, which the log holds and the tables do not yet. Whoever reads looks
 * here first: a block leaves once it is in the tables, never before.
 *
 * <p>One thread adds, one takes away, any reads; none waits.
 */
final class Tail {
  private static final int COUNTERS = 1 << 16;

  /** How many changes have keys of a hash: most keys are in no block, and are told so at once. */
  private final AtomicIntegerArray counters = new AtomicIntegerArray(COUNTERS);

  private volatile Waiting waiting = Waiting.none();

  /**
   * Blocks in their order: the first so many of an array, whose other places wait for those to
   * come. What was added to later stays what it was.
   *
   * @param bytes about what they take in memory
   */
  private record Waiting(BlockChanges[] array, int size, long bytes) {
    static Waiting none() {
      return new Waiting(new BlockChanges[8], 0, 0);
    }

    /** These and another, for which nobody else has taken the place. */
    Waiting with(BlockChanges block) {
      BlockChanges[] roomy = size < array.length ? array : Arrays.copyOf(array, 2 * size);
      roomy[size] = block;
      return new Waiting(roomy, size + 1, bytes + block.bytes());
    }

    /** Some of these, in an array of their own. */
    Waiting only(Predicate<BlockChanges> kept) {
      Waiting some = none();
      for (BlockChanges block : blocks()) {
        some = kept.test(block) ? some.with(block) : some;
      }
      return some;
    }

    List<BlockChanges> blocks() {
      return Collections.unmodifiableList(Arrays.asList(array).subList(0, size));
    }
  }

  /** The blocks, in their order. */
  List<BlockChanges> blocks() {
    return waiting.blocks();
  }

  /** How many blocks there are. */
  int size() {
    return waiting.size;
  }

  /** About what they take in memory. */
  long bytes() {
    return waiting.bytes;
  }

  synchronized void add(BlockChanges block) {
    count(block, 1);
    waiting = waiting.with(block);
  }

  /** Drops the blocks up to one: the tables hold them. */
  synchronized void settled(long number) {
    keep(block -> block.number() > number);
  }

  /** Drops the blocks above one: they are rolled back. */
  synchronized void rolledBackTo(long number) {
    keep(block -> block.number() <= number);
  }

  private void keep(Predicate<BlockChanges> kept) {
    Waiting before = waiting;
    waiting = before.only(kept);
    for (BlockChanges block : before.blocks()) {
      if (!kept.test(block)) {
        count(block, -1);
      }
    }
  }

  private void count(BlockChanges block, int by) {
    for (TableChange change : block.changes()) {
      counters.getAndAdd(counter(change.family(), change.key()), by);
    }
  }

  private static int counter(ColumnFamily family, byte[] key) {
    int hash = 0x9E37_79B9 * (family.ordinal() + 1);
    for (int i = Math.max(0, key.length - 12); i < key.length; i++) {
      hash = 31 * hash + key[i];
    }
    return (hash ^ hash >>> 16) & (COUNTERS - 1);
  }

  private boolean has(ColumnFamily family, byte[] key) {
    return counters.get(counter(family, key)) != 0;
  }

  /** The newest change of a key. */
  @Nullable TableChange newest(ColumnFamily family, byte[] key) {
    return has(family, key) ? newest(waiting, family, key) : null;
  }

  private static @Nullable TableChange newest(Waiting among, ColumnFamily family, byte[] key) {
    for (int i = among.size - 1; i >= 0; i--) {
      TableChange change = among.array[i].of(family, key);
      if (change != null) {
        return change;
      }
    }
    return null;
  }

  /** The first change of a key in a block above one. */
  @Nullable TableChange firstAfter(long number, ColumnFamily family, byte[] key) {
    if (has(family, key)) {
      for (BlockChanges block : blocks()) {
        TableChange change = block.number() > number ? block.of(family, key) : null;
        if (change != null) {
          return change;
        }
      }
    }
    return null;
  }

  /** Shows the changed keys of a table that begin with a prefix, until the visitor is content. */
  void scanPrefix(ColumnFamily family, KeyPrefix prefix, RocksStore.KeyVisitor visitor) {
    for (BlockChanges block : blocks()) {
      if (!block.scanPrefix(family, prefix, visitor)) {
        return;
      }
    }
  }
}
