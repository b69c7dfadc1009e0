package dev.assay.state.db;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Sorts what is ordered by keys that are mostly told apart by their first bytes: by numbers first,
 * then what is still equal by comparison.
 */
final class PrefixSort {
  private static final int INDEX_BITS = 20;

  private PrefixSort() {}

  /**
   * Sorts into natural order.
   *
   * @param prefix an unsigned number by which nothing is ordered otherwise than naturally
   */
  static <T extends Comparable<T>> void sort(T[] values, ToLongFunction<T> prefix) {
    if (values.length >= 1 << INDEX_BITS) {
      Arrays.sort(values);
      return;
    }
    long[] keys = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      keys[i] = prefix.applyAsLong(values[i]) >>> INDEX_BITS << INDEX_BITS | i;
    }
    flip(keys);
    Arrays.sort(keys);
    flip(keys);
    T[] unsorted = values.clone();
    for (int i = 0; i < keys.length; i++) {
      values[i] = unsorted[(int) keys[i] & ((1 << INDEX_BITS) - 1)];
    }
    sortRuns(values, keys);
  }

  /** Makes signed order unsigned order and back. */
  private static void flip(long[] keys) {
    for (int i = 0; i < keys.length; i++) {
      keys[i] ^= Long.MIN_VALUE;
    }
  }

  private static <T extends Comparable<T>> void sortRuns(T[] values, long[] keys) {
    for (int from = 0; from < keys.length; ) {
      int to = from + 1;
      while (to < keys.length && keys[to] >>> INDEX_BITS == keys[from] >>> INDEX_BITS) {
        to++;
      }
      if (to - from > 1) {
        Arrays.sort(values, from, to);
      }
      from = to;
    }
  }

  /** Changes by table and key. */
  static List<TableChange> sorted(List<TableChange> changes) {
    TableChange[] array = changes.toArray(TableChange[]::new);
    sort(array, TableChange::prefix);
    return Arrays.asList(array);
  }
}
