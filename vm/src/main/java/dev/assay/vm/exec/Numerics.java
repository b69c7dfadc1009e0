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
      case I32_EQ -> IntegerOps.i32Eq((int) a, (int) b);
      case I32_NE -> IntegerOps.i32Ne((int) a, (int) b);
      case I32_LT_S -> IntegerOps.i32LtS((int) a, (int) b);
      case I32_LT_U -> IntegerOps.i32LtU((int) a, (int) b);
      case I32_GT_S -> IntegerOps.i32GtS((int) a, (int) b);
      case I32_GT_U -> IntegerOps.i32GtU((int) a, (int) b);
      case I32_LE_S -> IntegerOps.i32LeS((int) a, (int) b);
      case I32_LE_U -> IntegerOps.i32LeU((int) a, (int) b);
      case I32_GE_S -> IntegerOps.i32GeS((int) a, (int) b);
      case I32_GE_U -> IntegerOps.i32GeU((int) a, (int) b);
      case I64_EQZ -> IntegerOps.i64Eqz(a);
      case I64_EQ -> IntegerOps.i64Eq(a, b);
      case I64_NE -> IntegerOps.i64Ne(a, b);
      case I64_LT_S -> IntegerOps.i64LtS(a, b);
      case I64_LT_U -> IntegerOps.i64LtU(a, b);
      case I64_GT_S -> IntegerOps.i64GtS(a, b);
      case I64_GT_U -> IntegerOps.i64GtU(a, b);
      case I64_LE_S -> IntegerOps.i64LeS(a, b);
      case I64_LE_U -> IntegerOps.i64LeU(a, b);
      case I64_GE_S -> IntegerOps.i64GeS(a, b);
      case I64_GE_U -> IntegerOps.i64GeU(a, b);
      case F32_EQ -> FloatOps.f32Eq((int) a, (int) b);
      case F32_NE -> FloatOps.f32Ne((int) a, (int) b);
      case F32_LT -> FloatOps.f32Lt((int) a, (int) b);
      case F32_GT -> FloatOps.f32Gt((int) a, (int) b);
      case F32_LE -> FloatOps.f32Le((int) a, (int) b);
      case F32_GE -> FloatOps.f32Ge((int) a, (int) b);
      case F64_EQ -> FloatOps.f64Eq(a, b);
      case F64_NE -> FloatOps.f64Ne(a, b);
      case F64_LT -> FloatOps.f64Lt(a, b);
      case F64_GT -> FloatOps.f64Gt(a, b);
      case F64_LE -> FloatOps.f64Le(a, b);
      case F64_GE -> FloatOps.f64Ge(a, b);
      case I32_CLZ -> IntegerOps.i32Clz((int) a);
      case I32_CTZ -> IntegerOps.i32Ctz((int) a);
      case I32_POPCNT -> IntegerOps.i32Popcnt((int) a);
      case I32_ADD -> IntegerOps.i32Add((int) a, (int) b);
      case I32_SUB -> IntegerOps.i32Sub((int) a, (int) b);
      case I32_MUL -> IntegerOps.i32Mul((int) a, (int) b);
      case I32_DIV_S -> IntegerOps.i32DivS((int) a, (int) b);
      case I32_DIV_U -> IntegerOps.i32DivU((int) a, (int) b);
      case I32_REM_S -> IntegerOps.i32RemS((int) a, (int) b);
      case I32_REM_U -> IntegerOps.i32RemU((int) a, (int) b);
      case I32_AND -> IntegerOps.i32And((int) a, (int) b);
      case I32_OR -> IntegerOps.i32Or((int) a, (int) b);
      case I32_XOR -> IntegerOps.i32Xor((int) a, (int) b);
      case I32_SHL -> IntegerOps.i32Shl((int) a, (int) b);
      case I32_SHR_S -> IntegerOps.i32ShrS((int) a, (int) b);
      case I32_SHR_U -> IntegerOps.i32ShrU((int) a, (int) b);
      case I32_ROTL -> IntegerOps.i32Rotl((int) a, (int) b);
      case I32_ROTR -> IntegerOps.i32Rotr((int) a, (int) b);
      case I64_CLZ -> IntegerOps.i64Clz(a);
      case I64_CTZ -> IntegerOps.i64Ctz(a);
      case I64_POPCNT -> IntegerOps.i64Popcnt(a);
      case I64_ADD -> IntegerOps.i64Add(a, b);
      case I64_SUB -> IntegerOps.i64Sub(a, b);
      case I64_MUL -> IntegerOps.i64Mul(a, b);
      case I64_DIV_S -> IntegerOps.i64DivS(a, b);
      case I64_DIV_U -> IntegerOps.i64DivU(a, b);
      case I64_REM_S -> IntegerOps.i64RemS(a, b);
      case I64_REM_U -> IntegerOps.i64RemU(a, b);
      case I64_AND -> IntegerOps.i64And(a, b);
      case I64_OR -> IntegerOps.i64Or(a, b);
      case I64_XOR -> IntegerOps.i64Xor(a, b);
      case I64_SHL -> IntegerOps.i64Shl(a, b);
      case I64_SHR_S -> IntegerOps.i64ShrS(a, b);
      case I64_SHR_U -> IntegerOps.i64ShrU(a, b);
      case I64_ROTL -> IntegerOps.i64Rotl(a, b);
      case I64_ROTR -> IntegerOps.i64Rotr(a, b);
      case F32_ABS -> FloatOps.f32Abs((int) a);
      case F32_NEG -> FloatOps.f32Neg((int) a);
      case F32_CEIL -> FloatOps.f32Ceil((int) a);
      case F32_FLOOR -> FloatOps.f32Floor((int) a);
      case F32_TRUNC -> FloatOps.f32Trunc((int) a);
      case F32_NEAREST -> FloatOps.f32Nearest((int) a);
      case F32_SQRT -> FloatOps.f32Sqrt((int) a);
      case F32_ADD -> FloatOps.f32Add((int) a, (int) b);
      case F32_SUB -> FloatOps.f32Sub((int) a, (int) b);
      case F32_MUL -> FloatOps.f32Mul((int) a, (int) b);
      case F32_DIV -> FloatOps.f32Div((int) a, (int) b);
      case F32_MIN -> FloatOps.f32Min((int) a, (int) b);
      case F32_MAX -> FloatOps.f32Max((int) a, (int) b);
      case F32_COPYSIGN -> FloatOps.f32Copysign((int) a, (int) b);
      case F64_ABS -> FloatOps.f64Abs(a);
      case F64_NEG -> FloatOps.f64Neg(a);
      case F64_CEIL -> FloatOps.f64Ceil(a);
      case F64_FLOOR -> FloatOps.f64Floor(a);
      case F64_TRUNC -> FloatOps.f64Trunc(a);
      case F64_NEAREST -> FloatOps.f64Nearest(a);
      case F64_SQRT -> FloatOps.f64Sqrt(a);
      case F64_ADD -> FloatOps.f64Add(a, b);
      case F64_SUB -> FloatOps.f64Sub(a, b);
      case F64_MUL -> FloatOps.f64Mul(a, b);
      case F64_DIV -> FloatOps.f64Div(a, b);
      case F64_MIN -> FloatOps.f64Min(a, b);
      case F64_MAX -> FloatOps.f64Max(a, b);
      case F64_COPYSIGN -> FloatOps.f64Copysign(a, b);
      case I32_WRAP_I64 -> ConversionOps.i32WrapI64(a);
      case I32_TRUNC_F32_S -> ConversionOps.i32TruncF32S((int) a);
      case I32_TRUNC_F32_U -> ConversionOps.i32TruncF32U((int) a);
      case I32_TRUNC_F64_S -> ConversionOps.i32TruncF64S(a);
      case I32_TRUNC_F64_U -> ConversionOps.i32TruncF64U(a);
      case I64_EXTEND_I32_S -> ConversionOps.i64ExtendI32S((int) a);
      case I64_EXTEND_I32_U -> ConversionOps.i64ExtendI32U((int) a);
      case I64_TRUNC_F32_S -> ConversionOps.i64TruncF32S((int) a);
      case I64_TRUNC_F32_U -> ConversionOps.i64TruncF32U((int) a);
      case I64_TRUNC_F64_S -> ConversionOps.i64TruncF64S(a);
      case I64_TRUNC_F64_U -> ConversionOps.i64TruncF64U(a);
      case F32_CONVERT_I32_S -> ConversionOps.f32ConvertI32S((int) a);
      case F32_CONVERT_I32_U -> ConversionOps.f32ConvertI32U((int) a);
      case F32_CONVERT_I64_S -> ConversionOps.f32ConvertI64S(a);
      case F32_CONVERT_I64_U -> ConversionOps.f32ConvertI64U(a);
      case F32_DEMOTE_F64 -> ConversionOps.f32DemoteF64(a);
      case F64_CONVERT_I32_S -> ConversionOps.f64ConvertI32S((int) a);
      case F64_CONVERT_I32_U -> ConversionOps.f64ConvertI32U((int) a);
      case F64_CONVERT_I64_S -> ConversionOps.f64ConvertI64S(a);
      case F64_CONVERT_I64_U -> ConversionOps.f64ConvertI64U(a);
      case F64_PROMOTE_F32 -> ConversionOps.f64PromoteF32((int) a);
      case I32_REINTERPRET_F32 -> ConversionOps.i32ReinterpretF32((int) a);
      case I64_REINTERPRET_F64 -> ConversionOps.i64ReinterpretF64(a);
      case F32_REINTERPRET_I32 -> ConversionOps.f32ReinterpretI32((int) a);
      case F64_REINTERPRET_I64 -> ConversionOps.f64ReinterpretI64(a);
      case I32_EXTEND8_S -> IntegerOps.i32Extend8S((int) a);
      case I32_EXTEND16_S -> IntegerOps.i32Extend16S((int) a);
      case I64_EXTEND8_S -> IntegerOps.i64Extend8S(a);
      case I64_EXTEND16_S -> IntegerOps.i64Extend16S(a);
      case I64_EXTEND32_S -> IntegerOps.i64Extend32S(a);
      case I32_TRUNC_SAT_F32_S -> ConversionOps.i32TruncSatF32S((int) a);
      case I32_TRUNC_SAT_F32_U -> ConversionOps.i32TruncSatF32U((int) a);
      case I32_TRUNC_SAT_F64_S -> ConversionOps.i32TruncSatF64S(a);
      case I32_TRUNC_SAT_F64_U -> ConversionOps.i32TruncSatF64U(a);
      case I64_TRUNC_SAT_F32_S -> ConversionOps.i64TruncSatF32S((int) a);
      case I64_TRUNC_SAT_F32_U -> ConversionOps.i64TruncSatF32U((int) a);
      case I64_TRUNC_SAT_F64_S -> ConversionOps.i64TruncSatF64S(a);
      case I64_TRUNC_SAT_F64_U -> ConversionOps.i64TruncSatF64U(a);
      default -> throw new IllegalStateException("not numeric: " + OPCODES[ordinal]);
    };
  }
}
