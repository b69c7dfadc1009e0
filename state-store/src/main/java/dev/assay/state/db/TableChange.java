package dev.assay.state.db;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a block does to a key of a table; null for no value. Ordered by table and key. */
record TableChange(
    ColumnFamily family, byte[] key, byte @Nullable [] before, byte @Nullable [] after)
    implements Comparable<TableChange> {
  /** Table and the first bytes of the key as a number. */
  long prefix() {
    long word = 0;
    for (int i = 0; i < 7; i++) {
      word = word << 8 | (i < key.length ? key[i] & 0xFF : 0);
    }
    return (long) family.ordinal() << 56 | word;
  }

  /** Length of key and values. */
  int bytes() {
    return key.length + (before == null ? 0 : before.length) + (after == null ? 0 : after.length);
  }

  @Override
  public int compareTo(TableChange other) {
    return compareTo(other.family, other.key);
  }

  /** Where this is to a key of a table. */
  int compareTo(ColumnFamily otherFamily, byte[] otherKey) {
    int order = Integer.compare(family.ordinal(), otherFamily.ordinal());
    return order != 0 ? order : Arrays.compareUnsigned(key, otherKey);
  }
}
