package dev.assay.vm.code;

import java.util.Arrays;

/** Words of the code that name a function, to be completed when all entries are known. */
final class CallTargets {
  private int[] positions = new int[16];
  private int count;

  /** Appends a word that will hold the entry of a function. */
  void refer(Emitter out, int definedFunction) {
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, 2 * count);
    }
    positions[count++] = out.position();
    out.word(definedFunction);
  }

  /** Replaces the functions' numbers by their entries. */
  void complete(Emitter out, int[] entries) {
    for (int i = 0; i < count; i++) {
      out.patch(positions[i], entries[out.at(positions[i])]);
    }
  }
}
