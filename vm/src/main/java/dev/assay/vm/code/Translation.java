package dev.assay.vm.code;

import java.util.Arrays;

/**
 * Translated code of all functions of a module, in one array, and what leads from a position in it
 * back to the module.
 */
public final class Translation {
  private final int[] code;
  private final int[] entries;
  private final int[] positions;
  private final int[] offsets;

  Translation(int[] code, int[] entries, int[] positions, int[] offsets) {
    this.code = code;
    this.entries = entries;
    this.positions = positions;
    this.offsets = offsets;
  }

  /** The code, shared; see {@code Ir} for its form. */
  public int[] code() {
    return code;
  }

  /** Where the header of a function stands that the module defines, counted without imports. */
  public int entry(int definedFunction) {
    return entries[definedFunction];
  }

  /** Which function a position belongs to, counted without imports. */
  public int functionAt(int position) {
    int found = Arrays.binarySearch(entries, position);
    return found >= 0 ? found : -found - 2;
  }

  /**
   * Where in the module the instruction starts that a position stands for. Of a fused instruction
   * that is the one part that can trap or leave the straight line.
   */
  public int offsetAt(int position) {
    int found = Arrays.binarySearch(positions, position);
    return offsets[found >= 0 ? found : -found - 2];
  }

  /** What it takes of memory. */
  long sizeBytes() {
    return Integer.BYTES
        * ((long) code.length + entries.length + positions.length + offsets.length);
  }

  /** Words of code, for reports. */
  public int length() {
    return code.length;
  }
}
