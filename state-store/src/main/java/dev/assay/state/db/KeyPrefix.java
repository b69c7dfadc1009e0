package dev.assay.state.db;

import dev.assay.state.trie.Position;
import java.util.Arrays;

/**
 * What keys begin with, in half-bytes: below a place of a trie there are few keys, and a whole byte
 * less would show up to fifteen times as many.
 *
 * @param from the least bytes that begin so; the last one's low half is zero if it does not count
 * @param half whether only the high half of the last byte counts
 */
record KeyPrefix(byte[] from, boolean half) {
  private static final int HIGH = 0xF0;

  /** Whole bytes. */
  static KeyPrefix of(byte[] bytes) {
    return new KeyPrefix(bytes, false);
  }

  /** The way to a place of a trie, whose keys stand after other bytes. */
  static KeyPrefix of(byte[] head, Position position) {
    byte[] way = Arrays.copyOf(position.path().toArray(), (position.depth() + 1) / 2);
    return new KeyPrefix(FlatTables.join(head, way), position.depth() % 2 == 1);
  }

  /** The same after other bytes. */
  KeyPrefix after(byte... head) {
    return new KeyPrefix(FlatTables.join(head, from), half);
  }

  /** Whether a key begins so. */
  boolean isOf(byte[] key) {
    int whole = half ? from.length - 1 : from.length;
    return key.length >= from.length
        && Arrays.equals(key, 0, whole, from, 0, whole)
        && (!half || (key[whole] & HIGH) == (from[whole] & HIGH));
  }
}
