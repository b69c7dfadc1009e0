package dev.assay.vm.exec;

/**
 * The integer instructions, one static method per row of the opcode table, named after its mnemonic
 * ({@code i32.div_s} is {@link #i32DivS}). Shifts and rotations take their count modulo the width,
 * as Java's operators do; tests and comparisons give 0 or 1. Division and remainder throw {@link
 * Trap}; nothing else fails.
 *
 * <p>Source: WebAssembly core specification, 4.3.2 (integer operations).
 */
public final class IntegerOps {
  private IntegerOps() {}

  public static int i32Clz(int a) {
    return Integer.numberOfLeadingZeros(a);
  }

  public static int i32Ctz(int a) {
    return Integer.numberOfTrailingZeros(a);
  }

  public static int i32Popcnt(int a) {
    return Integer.bitCount(a);
  }

  public static int i32Add(int a, int b) {
    return a + b;
  }

  public static int i32Sub(int a, int b) {
    return a - b;
  }

  public static int i32Mul(int a, int b) {
    return a * b;
  }

  public static int i32DivS(int a, int b) {
    if (b == 0) {
      throw Trap.of(TrapCode.INTEGER_DIVIDE_BY_ZERO);
    }
    if (b == -1 && a == Integer.MIN_VALUE) {
      throw Trap.of(TrapCode.INTEGER_OVERFLOW);
    }
    return a / b;
  }

  public static int i32DivU(int a, int b) {
    if (b == 0) {
      throw Trap.of(TrapCode.INTEGER_DIVIDE_BY_ZERO);
    }
    return Integer.divideUnsigned(a, b);
  }

  /** The remainder of Integer.MIN_VALUE and -1 is 0, in the standard as in Java: no trap. */
  public static int i32RemS(int a, int b) {
    if (b == 0) {
      throw Trap.of(TrapCode.INTEGER_DIVIDE_BY_ZERO);
    }
    return a % b;
  }

  public static int i32RemU(int a, int b) {
    if (b == 0) {
      throw Trap.of(TrapCode.INTEGER_DIVIDE_BY_ZERO);
    }
    return Integer.remainderUnsigned(a, b);
  }

  public static int i32And(int a, int b) {
    return a & b;
  }

  public static int i32Or(int a, int b) {
    return a | b;
  }

  public static int i32Xor(int a, int b) {
    return a ^ b;
  }

  public static int i32Shl(int a, int b) {
    return a << b;
  }

  public static int i32ShrS(int a, int b) {
    return a >> b;
  }

  public static int i32ShrU(int a, int b) {
    return a >>> b;
  }

  public static int i32Rotl(int a, int b) {
    return Integer.rotateLeft(a, b);
  }

  public static int i32Rotr(int a, int b) {
    return Integer.rotateRight(a, b);
  }

  public static int i32Eqz(int a) {
    return a == 0 ? 1 : 0;
  }

  public static int i32Eq(int a, int b) {
    return a == b ? 1 : 0;
  }

  public static int i32Ne(int a, int b) {
    return a != b ? 1 : 0;
  }

  public static int i32LtS(int a, int b) {
    return a < b ? 1 : 0;
  }

  public static int i32LtU(int a, int b) {
    return Integer.compareUnsigned(a, b) < 0 ? 1 : 0;
  }

  public static int i32GtS(int a, int b) {
    return a > b ? 1 : 0;
  }

  public static int i32GtU(int a, int b) {
    return Integer.compareUnsigned(a, b) > 0 ? 1 : 0;
  }

  public static int i32LeS(int a, int b) {
    return a <= b ? 1 : 0;
  }

  public static int i32LeU(int a, int b) {
    return Integer.compareUnsigned(a, b) <= 0 ? 1 : 0;
  }

  public static int i32GeS(int a, int b) {
    return a >= b ? 1 : 0;
  }

  public static int i32GeU(int a, int b) {
    return Integer.compareUnsigned(a, b) >= 0 ? 1 : 0;
  }

  public static int i32Extend8S(int a) {
    return (byte) a;
  }

  public static int i32Extend16S(int a) {
    return (short) a;
  }

  public static long i64Clz(long a) {
    return Long.numberOfLeadingZeros(a);
  }

  public static long i64Ctz(long a) {
    return Long.numberOfTrailingZeros(a);
  }

  public static long i64Popcnt(long a) {
    return Long.bitCount(a);
  }

  public static long i64Add(long a, long b) {
    return a + b;
  }

  public static long i64Sub(long a, long b) {
    return a - b;
  }

  public static long i64Mul(long a, long b) {
    return a * b;
  }

  public static long i64DivS(long a, long b) {
    if (b == 0) {
      throw Trap.of(TrapCode.INTEGER_DIVIDE_BY_ZERO);
    }
    if (b == -1 && a == Long.MIN_VALUE) {
      throw Trap.of(TrapCode.INTEGER_OVERFLOW);
    }
    return a / b;
  }

  public static long i64DivU(long a, long b) {
    if (b == 0) {
      throw Trap.of(TrapCode.INTEGER_DIVIDE_BY_ZERO);
    }
    return Long.divideUnsigned(a, b);
  }

  /** The remainder of Long.MIN_VALUE and -1 is 0, in the standard as in Java: no trap. */
  public static long i64RemS(long a, long b) {
    if (b == 0) {
      throw Trap.of(TrapCode.INTEGER_DIVIDE_BY_ZERO);
    }
    return a % b;
  }

  public static long i64RemU(long a, long b) {
    if (b == 0) {
      throw Trap.of(TrapCode.INTEGER_DIVIDE_BY_ZERO);
    }
    return Long.remainderUnsigned(a, b);
  }

  public static long i64And(long a, long b) {
    return a & b;
  }

  public static long i64Or(long a, long b) {
    return a | b;
  }

  public static long i64Xor(long a, long b) {
    return a ^ b;
  }

  public static long i64Shl(long a, long b) {
    return a << b;
  }

  public static long i64ShrS(long a, long b) {
    return a >> b;
  }

  public static long i64ShrU(long a, long b) {
    return a >>> b;
  }

  public static long i64Rotl(long a, long b) {
    return Long.rotateLeft(a, (int) b);
  }

  public static long i64Rotr(long a, long b) {
    return Long.rotateRight(a, (int) b);
  }

  public static int i64Eqz(long a) {
    return a == 0 ? 1 : 0;
  }

  public static int i64Eq(long a, long b) {
    return a == b ? 1 : 0;
  }

  public static int i64Ne(long a, long b) {
    return a != b ? 1 : 0;
  }

  public static int i64LtS(long a, long b) {
    return a < b ? 1 : 0;
  }

  public static int i64LtU(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
  }

  public static int i64GtS(long a, long b) {
    return a > b ? 1 : 0;
  }

  public static int i64GtU(long a, long b) {
    return Long.compareUnsigned(a, b) > 0 ? 1 : 0;
  }

  public static int i64LeS(long a, long b) {
    return a <= b ? 1 : 0;
  }

  public static int i64LeU(long a, long b) {
    return Long.compareUnsigned(a, b) <= 0 ? 1 : 0;
  }

  public static int i64GeS(long a, long b) {
    return a >= b ? 1 : 0;
  }

  public static int i64GeU(long a, long b) {
    return Long.compareUnsigned(a, b) >= 0 ? 1 : 0;
  }

  public static long i64Extend8S(long a) {
    return (byte) a;
  }

  public static long i64Extend16S(long a) {
    return (short) a;
  }

  public static long i64Extend32S(long a) {
    return (int) a;
  }
}
