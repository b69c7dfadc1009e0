package dev.assay.vm.jit;

import java.util.Arrays;

/**
 * Where functions can stop: for every function the module offsets of its sites, which are numbered
 * from 1. As line numbers they have 16 bits, so a function that has more is too large.
 */
final class Sites {
  /** Instructions of a function whose sites surely have such numbers; a few have two sites. */
  static final int MOST_INSTRUCTIONS = 60_000;

  private final int[][] offsets;
  private final int[] counts;

  Sites(int functions) {
    offsets = new int[functions][];
    counts = new int[functions];
    Arrays.fill(offsets, new int[0]);
  }

  /** The number of a site; the same one when it was the last. */
  int add(int function, int offset) {
    int count = counts[function];
    if (count > 0 && offsets[function][count - 1] == offset) {
      return count;
    }
    if (count == offsets[function].length) {
      offsets[function] = Arrays.copyOf(offsets[function], Math.max(8, 2 * count));
    }
    offsets[function][count] = offset;
    counts[function] = count + 1;
    return count + 1;
  }

  /** The offsets, by function and site less 1. */
  int[][] toArrays() {
    int[][] all = new int[offsets.length][];
    Arrays.setAll(all, i -> Arrays.copyOf(offsets[i], counts[i]));
    return all;
  }
}
