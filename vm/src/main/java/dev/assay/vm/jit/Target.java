package dev.assay.vm.jit;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.ValueType;
import java.lang.classfile.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An open block during emission: where branches to it go, and what they carry. */
final class Target {
  /** BLOCK, LOOP or IF; the function's own is a BLOCK. */
  final Opcode kind;

  final FunctionType type;

  /** Operands below the block's own. */
  final int height;

  final Label label;

  /** The charge that is ahead where branches arrive. */
  final int charge;

  /** Where an if goes on when its condition does not hold; null when that is behind it. */
  @Nullable Label otherwise;

  /** Of a loop, where it goes on when something has to be asked before. */
  @Nullable Label head;

  /** Of a loop, its end. */
  int end;

  /** Of a loop, how it turns. */
  @Nullable Turns turns;

  /** Whether the block is around the part that is emitted, not in it. */
  boolean isOutside;

  /** Whether a branch leads to the label. */
  boolean isReached;

  Target(Opcode kind, FunctionType type, int height, Label label, int charge) {
    this.kind = kind;
    this.type = type;
    this.height = height;
    this.label = label;
    this.charge = charge;
  }

  /** What a branch carries. */
  List<ValueType> carried() {
    return kind == Opcode.LOOP ? type.parameters() : type.results();
  }
}
