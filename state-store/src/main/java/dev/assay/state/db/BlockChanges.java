package dev.assay.state.db;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a block changed of the tables that make up the state.
 *
 * @param changes in the order of their tables and keys, each key once
 * @param bytes about what they take in memory
 */
record BlockChanges(long number, List<TableChange> changes, long bytes) {
  /** What an object, two arrays and a place in a list take beside what is in them. */
  private static final int OVERHEAD = 96;

  /** Takes changes that are sorted already. */
  static BlockChanges ofSorted(long number, List<TableChange> changes) {
    long bytes = 0;
    for (TableChange change : changes) {
      bytes += OVERHEAD + change.bytes();
    }
    return new BlockChanges(number, changes, bytes);
  }

  /** The change of a key. */
  @Nullable TableChange of(ColumnFamily family, byte[] key) {
    int place = place(family, key);
    if (place == changes.size()) {
      return null;
    }
    TableChange change = changes.get(place);
    return change.compareTo(family, key) == 0 ? change : null;
  }

  /** Shows the changed keys of a table that begin with a prefix, until the visitor is content. */
  boolean scanPrefix(ColumnFamily family, KeyPrefix prefix, RocksStore.KeyVisitor visitor) {
    for (int i = place(family, prefix.from()); i < changes.size(); i++) {
      TableChange change = changes.get(i);
      if (change.family() != family || !prefix.isOf(change.key())) {
        return true;
      }
      if (!visitor.visit(change.key())) {
        return false;
      }
    }
    return true;
  }

  /** Index of the first change that is not before a key. */
  private int place(ColumnFamily family, byte[] key) {
    int from = 0;
    int to = changes.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (changes.get(middle).compareTo(family, key) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
