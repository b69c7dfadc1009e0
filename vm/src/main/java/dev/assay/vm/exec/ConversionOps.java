package dev.assay.vm.exec;

/**
 * The conversions between number types, one static method per row of the opcode table, named after
 * its mnemonic ({@code i32.trunc_sat_f64_u} is {@link #i32TruncSatF64U}). Floats are raw bits, as
 * in {@link FloatOps}.
 *
 * <p>The trapping truncations give {@code invalid conversion to integer} for a NaN and {@code
 * integer overflow} outside the range; the saturating ones give 0 and the nearest bound. Both
 * decide in double, where every f32 and every bound is exact. Promotion and demotion follow the NaN
 * rule.
 *
 * <p>Source: WebAssembly core specification, 4.3.4 (conversions).
 */
public final class ConversionOps {
  private static final double TWO_31 = 0x1p31;
  private static final double TWO_32 = 0x1p32;
  private static final double TWO_63 = 0x1p63;
  private static final double TWO_64 = 0x1p64;

  private ConversionOps() {}

  public static int i32WrapI64(long a) {
    return (int) a;
  }

  public static long i64ExtendI32S(int a) {
    return a;
  }

  public static long i64ExtendI32U(int a) {
    return Integer.toUnsignedLong(a);
  }

  public static int i32TruncF32S(int a) {
    return truncateToI32(Float.intBitsToFloat(a));
  }

  public static int i32TruncF32U(int a) {
    return truncateToU32(Float.intBitsToFloat(a));
  }

  public static int i32TruncF64S(long a) {
    return truncateToI32(Double.longBitsToDouble(a));
  }

  public static int i32TruncF64U(long a) {
    return truncateToU32(Double.longBitsToDouble(a));
  }

  public static long i64TruncF32S(int a) {
    return truncateToI64(Float.intBitsToFloat(a));
  }

  public static long i64TruncF32U(int a) {
    return truncateToU64(Float.intBitsToFloat(a));
  }

  public static long i64TruncF64S(long a) {
    return truncateToI64(Double.longBitsToDouble(a));
  }

  public static long i64TruncF64U(long a) {
    return truncateToU64(Double.longBitsToDouble(a));
  }

  public static int i32TruncSatF32S(int a) {
    return (int) Float.intBitsToFloat(a);
  }

  public static int i32TruncSatF32U(int a) {
    return saturateToU32(Float.intBitsToFloat(a));
  }

  public static int i32TruncSatF64S(long a) {
    return (int) Double.longBitsToDouble(a);
  }

  public static int i32TruncSatF64U(long a) {
    return saturateToU32(Double.longBitsToDouble(a));
  }

  public static long i64TruncSatF32S(int a) {
    return (long) Float.intBitsToFloat(a);
  }

  public static long i64TruncSatF32U(int a) {
    return saturateToU64(Float.intBitsToFloat(a));
  }

  public static long i64TruncSatF64S(long a) {
    return (long) Double.longBitsToDouble(a);
  }

  public static long i64TruncSatF64U(long a) {
    return saturateToU64(Double.longBitsToDouble(a));
  }

  public static int f32ConvertI32S(int a) {
    return FloatOps.bits((float) a);
  }

  public static int f32ConvertI32U(int a) {
    return FloatOps.bits((float) Integer.toUnsignedLong(a));
  }

  public static int f32ConvertI64S(long a) {
    return FloatOps.bits((float) a);
  }

  /**
   * Above the signed range the value is halved, its last bit kept as a sticky bit so that ties are
   * still seen, converted, and doubled: doubling is exact, so there is one rounding.
   */
  public static int f32ConvertI64U(long a) {
    return FloatOps.bits(a >= 0 ? (float) a : (float) ((a >>> 1) | (a & 1)) * 2);
  }

  public static long f64ConvertI32S(int a) {
    return FloatOps.bits((double) a);
  }

  public static long f64ConvertI32U(int a) {
    return FloatOps.bits((double) Integer.toUnsignedLong(a));
  }

  public static long f64ConvertI64S(long a) {
    return FloatOps.bits((double) a);
  }

  /** See {@link #f32ConvertI64U}. */
  public static long f64ConvertI64U(long a) {
    return FloatOps.bits(a >= 0 ? (double) a : (double) ((a >>> 1) | (a & 1)) * 2);
  }

  public static int f32DemoteF64(long a) {
    return FloatOps.bits((float) Double.longBitsToDouble(a));
  }

  public static long f64PromoteF32(int a) {
    return FloatOps.bits((double) Float.intBitsToFloat(a));
  }

  public static int i32ReinterpretF32(int a) {
    return a;
  }

  public static long i64ReinterpretF64(long a) {
    return a;
  }

  public static int f32ReinterpretI32(int a) {
    return a;
  }

  public static long f64ReinterpretI64(long a) {
    return a;
  }

  private static int truncateToI32(double value) {
    if (value > -TWO_31 - 1 && value < TWO_31) {
      return (int) value;
    }
    throw outOfRange(value);
  }

  private static int truncateToU32(double value) {
    if (value > -1 && value < TWO_32) {
      return (int) (long) value;
    }
    throw outOfRange(value);
  }

  private static long truncateToI64(double value) {
    if (value >= -TWO_63 && value < TWO_63) {
      return (long) value;
    }
    throw outOfRange(value);
  }

  private static long truncateToU64(double value) {
    if (value > -1 && value < TWO_64) {
      return toU64(value);
    }
    throw outOfRange(value);
  }

  private static int saturateToU32(double value) {
    return value > 0 ? (int) Math.min((long) value, 0xffffffffL) : 0;
  }

  private static long saturateToU64(double value) {
    return value >= TWO_64 ? -1L : value > 0 ? toU64(value) : 0;
  }

  /** The integer part of a value in (-1, 2^64); the difference with 2^63 is exact above it. */
  private static long toU64(double value) {
    return value < TWO_63 ? (long) value : (long) (value - TWO_63) | Long.MIN_VALUE;
  }

  private static Trap outOfRange(double value) {
    return Trap.of(
        Double.isNaN(value) ? TrapCode.INVALID_CONVERSION_TO_INTEGER : TrapCode.INTEGER_OVERFLOW);
  }
}
