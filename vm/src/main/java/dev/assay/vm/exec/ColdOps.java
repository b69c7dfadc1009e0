package dev.assay.vm.exec;

import static dev.assay.vm.code.Ir.*;

/**
 * Operations of two operands that are too rare for the loop. The right operand is a register or the
 * word itself, as the operation says.
 */
final class ColdOps {
  private ColdOps() {}

  /** Computes the result. */
  @SuppressWarnings("NarrowCalculation") // an i32 product has 32 bits
  static long compute(int operation, long a, long[] r, int fp, int value) {
    long b = isImmediate(operation) ? 0 : r[fp + value];
    return switch (operation) {
      case I32_MUL_IMM -> (int) a * value;
      case I32_OR -> (int) a | (int) b;
      case I32_OR_IMM -> (int) a | value;
      case I32_XOR_IMM -> (int) a ^ value;
      case I32_SHL -> (int) a << (int) b;
      case I32_SHR_S -> (int) a >> (int) b;
      case I32_SHR_U -> (int) a >>> (int) b;
      case I32_ROTL -> Integer.rotateLeft((int) a, (int) b);
      case I64_MUL_IMM -> a * value;
      case I64_OR -> a | b;
      case I64_OR_IMM -> a | value;
      case I64_SHL -> a << (int) b;
      case I64_SHR_S -> a >> (int) b;
      case I64_SHR_S_IMM -> a >> value;
      case I64_SHR_U -> a >>> (int) b;
      case F32_ADD -> FloatOps.f32Add((int) a, (int) b);
      case F32_SUB -> FloatOps.f32Sub((int) a, (int) b);
      case F32_MUL -> FloatOps.f32Mul((int) a, (int) b);
      case F32_DIV -> FloatOps.f32Div((int) a, (int) b);
      case F64_DIV -> FloatOps.f64Div(a, b);
      case I32_EQ -> (int) a == (int) b ? 1 : 0;
      case I32_NE -> (int) a != (int) b ? 1 : 0;
      case I32_LT_S -> (int) a < (int) b ? 1 : 0;
      case I32_GE_S -> (int) a >= (int) b ? 1 : 0;
      case I32_LT_U -> Integer.compareUnsigned((int) a, (int) b) < 0 ? 1 : 0;
      case I32_GE_U -> Integer.compareUnsigned((int) a, (int) b) >= 0 ? 1 : 0;
      case I32_NE_IMM -> (int) a != value ? 1 : 0;
      case I32_LT_S_IMM -> (int) a < value ? 1 : 0;
      case I32_GE_S_IMM -> (int) a >= value ? 1 : 0;
      case I32_LT_U_IMM -> Integer.compareUnsigned((int) a, value) < 0 ? 1 : 0;
      case I32_GE_U_IMM -> Integer.compareUnsigned((int) a, value) >= 0 ? 1 : 0;
      case I64_EQ -> a == b ? 1 : 0;
      case I64_NE -> a != b ? 1 : 0;
      case I64_LT_S -> a < b ? 1 : 0;
      case I64_GE_S -> a >= b ? 1 : 0;
      case I64_GE_U -> Long.compareUnsigned(a, b) >= 0 ? 1 : 0;
      case I64_NE_IMM -> a != value ? 1 : 0;
      case I64_LT_S_IMM -> a < value ? 1 : 0;
      case I64_GE_S_IMM -> a >= value ? 1 : 0;
      case I64_LT_U_IMM -> Long.compareUnsigned(a, value) < 0 ? 1 : 0;
      case I64_GE_U_IMM -> Long.compareUnsigned(a, value) >= 0 ? 1 : 0;
      default -> throw new IllegalStateException("no operation " + operation);
    };
  }

  /** Whether to take a branch. */
  static boolean test(int operation, long a, long[] r, int fp, int value) {
    long b = isImmediate(operation) ? 0 : r[fp + value];
    return switch (operation) {
      case BRANCH_I64_EQ -> a == b;
      case BRANCH_I64_NE -> a != b;
      case BRANCH_I64_LT_S -> a < b;
      case BRANCH_I64_GE_S -> a >= b;
      case BRANCH_I64_LT_U -> Long.compareUnsigned(a, b) < 0;
      case BRANCH_I64_GE_U -> Long.compareUnsigned(a, b) >= 0;
      case BRANCH_I64_LT_S_IMM -> a < value;
      case BRANCH_I64_GE_S_IMM -> a >= value;
      case BRANCH_I64_GE_U_IMM -> Long.compareUnsigned(a, value) >= 0;
      default -> throw new IllegalStateException("no operation " + operation);
    };
  }
}
