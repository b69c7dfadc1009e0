package dev.assay.vm.code;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import java.util.Arrays;

/** An open block during translation: where branches to it go, and what they carry. */
final class Label {
  private static final int[] NONE = new int[0];

  /** BLOCK, LOOP or IF; the function's own is a BLOCK. */
  final Opcode kind;

  final FunctionType type;

  /** Operands below the block's own. */
  final int height;

  /** Position and charge word of a loop's start; of other blocks, unknown until their end. */
  final int position;

  final int charge;

  /** Target words of branches to the end, to be completed there. */
  private int[] pending = NONE;

  private int pendingCount;

  /** The target words of an if's way to its else or end; -1 when there are none. */
  int otherwise = -1;

  /** Whether anybody could have entered the block. */
  boolean reachable = true;

  Label(Opcode kind, FunctionType type, int height, int position, int charge) {
    this.kind = kind;
    this.type = type;
    this.height = height;
    this.position = position;
    this.charge = charge;
  }

  boolean isLoop() {
    return kind == Opcode.LOOP;
  }

  void await(int targetWords) {
    if (pendingCount == pending.length) {
      pending = Arrays.copyOf(pending, Math.max(4, 2 * pendingCount));
    }
    pending[pendingCount++] = targetWords;
  }

  /** Whether a branch leads to the end. */
  boolean isAwaited() {
    return pendingCount > 0;
  }

  int[] pending() {
    return Arrays.copyOf(pending, pendingCount);
  }
}
