package dev.assay.vm.exec;

import dev.assay.vm.isa.Opcode;

/** The numeric instructions on 64-bit slots, by opcode: one way in for all that is not hot. */
final class Numerics {
  private static final Opcode[] OPCODES = Opcode.values();

  private Numerics() {}

  /**
   * Computes one instruction.
   *
   * @param ordinal of the opcode
   * @param a the first operand's slot
   * @param b the second operand's slot; ignored by instructions of one operand
   * @return the result's slot, an i32 or f32 sign-extended
   */
  static long compute(int ordinal, long a, long b) {
    return switch (OPCODES[ordinal]) {
      case I32_EQZ -> IntegerOps.i32Eqz((int) a);
      case I32_WRAP_I64 -> ConversionOps.i32WrapI64(a);
      case I32_TRUNC_SAT_F32_S -> ConversionOps.i32TruncSatF32S((int) a);
      default -> throw new IllegalStateException("not numeric: " + OPCODES[ordinal]);
    };
  }
}
