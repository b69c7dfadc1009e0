package dev.assay.vm.exec;

/**
 * The floating-point instructions, one static method per row of the opcode table, named after its
 * mnemonic ({@code f64.copysign} is {@link #f64Copysign}). Operands and results are raw IEEE 754
 * bits, because a value that only moves must keep every bit of it, also of a NaN.
 *
 * <p><b>The NaN rule</b> has its one home here, in {@link #bits(float)} and {@link #bits(double)}:
 * an arithmetic result that is a NaN is the canonical positive NaN, whatever payloads went in.
 * Which payload a processor would have given depends on operand order and on which JIT compiled the
 * code; this removes it from the semantics. {@code abs}, {@code neg} and {@code copysign} touch the
 * sign bit alone and are exact for NaNs too.
 *
 * <p>Every Java operation used is exactly specified: the operators are strict IEEE 754, {@code
 * Math.sqrt} is correctly rounded, {@code ceil}, {@code floor} and {@code rint} are exact, and
 * {@code Math.min} and {@code max} order -0 below +0 and hand on NaNs as the standard asks.
 *
 * <p>Source: WebAssembly core specification, 4.3.3 (floating-point operations), deterministic
 * profile.
 */
public final class FloatOps {
  /** The only NaN that arithmetic on f32 gives. */
  public static final int F32_CANONICAL_NAN = 0x7fc00000;

  /** The only NaN that arithmetic on f64 gives. */
  public static final long F64_CANONICAL_NAN = 0x7ff8000000000000L;

  private FloatOps() {}

  /** The bits of an arithmetic result: every NaN becomes {@link #F32_CANONICAL_NAN}. */
  public static int bits(float result) {
    return Float.isNaN(result) ? F32_CANONICAL_NAN : Float.floatToRawIntBits(result);
  }

  /** The bits of an arithmetic result: every NaN becomes {@link #F64_CANONICAL_NAN}. */
  public static long bits(double result) {
    return Double.isNaN(result) ? F64_CANONICAL_NAN : Double.doubleToRawLongBits(result);
  }

  /** An arithmetic result itself: every NaN becomes the canonical one. */
  public static float canonical(float result) {
    return Float.isNaN(result) ? Float.intBitsToFloat(F32_CANONICAL_NAN) : result;
  }

  /** An arithmetic result itself: every NaN becomes the canonical one. */
  public static double canonical(double result) {
    return Double.isNaN(result) ? Double.longBitsToDouble(F64_CANONICAL_NAN) : result;
  }

  public static int f32Abs(int a) {
    return a & Integer.MAX_VALUE;
  }

  public static int f32Neg(int a) {
    return a ^ Integer.MIN_VALUE;
  }

  public static int f32Copysign(int a, int b) {
    return (a & Integer.MAX_VALUE) | (b & Integer.MIN_VALUE);
  }

  public static int f32Ceil(int a) {
    return bits((float) Math.ceil(Float.intBitsToFloat(a)));
  }

  public static int f32Floor(int a) {
    return bits((float) Math.floor(Float.intBitsToFloat(a)));
  }

  public static int f32Trunc(int a) {
    float value = Float.intBitsToFloat(a);
    return bits((float) (value < 0 ? Math.ceil(value) : Math.floor(value)));
  }

  /** Ties go to the even neighbour; the sign of zero is kept. */
  public static int f32Nearest(int a) {
    return bits((float) Math.rint(Float.intBitsToFloat(a)));
  }

  /**
   * Exact through double: 53 significant bits are more than 2 * 24 + 1, so rounding twice rounds
   * once.
   */
  public static int f32Sqrt(int a) {
    return bits((float) Math.sqrt(Float.intBitsToFloat(a)));
  }

  public static int f32Add(int a, int b) {
    return bits(Float.intBitsToFloat(a) + Float.intBitsToFloat(b));
  }

  public static int f32Sub(int a, int b) {
    return bits(Float.intBitsToFloat(a) - Float.intBitsToFloat(b));
  }

  public static int f32Mul(int a, int b) {
    return bits(Float.intBitsToFloat(a) * Float.intBitsToFloat(b));
  }

  public static int f32Div(int a, int b) {
    return bits(Float.intBitsToFloat(a) / Float.intBitsToFloat(b));
  }

  public static int f32Min(int a, int b) {
    return bits(Math.min(Float.intBitsToFloat(a), Float.intBitsToFloat(b)));
  }

  public static int f32Max(int a, int b) {
    return bits(Math.max(Float.intBitsToFloat(a), Float.intBitsToFloat(b)));
  }

  public static int f32Eq(int a, int b) {
    return Float.intBitsToFloat(a) == Float.intBitsToFloat(b) ? 1 : 0;
  }

  public static int f32Ne(int a, int b) {
    return Float.intBitsToFloat(a) != Float.intBitsToFloat(b) ? 1 : 0;
  }

  public static int f32Lt(int a, int b) {
    return Float.intBitsToFloat(a) < Float.intBitsToFloat(b) ? 1 : 0;
  }

  public static int f32Gt(int a, int b) {
    return Float.intBitsToFloat(a) > Float.intBitsToFloat(b) ? 1 : 0;
  }

  public static int f32Le(int a, int b) {
    return Float.intBitsToFloat(a) <= Float.intBitsToFloat(b) ? 1 : 0;
  }

  public static int f32Ge(int a, int b) {
    return Float.intBitsToFloat(a) >= Float.intBitsToFloat(b) ? 1 : 0;
  }

  public static long f64Abs(long a) {
    return a & Long.MAX_VALUE;
  }

  public static long f64Neg(long a) {
    return a ^ Long.MIN_VALUE;
  }

  public static long f64Copysign(long a, long b) {
    return (a & Long.MAX_VALUE) | (b & Long.MIN_VALUE);
  }

  public static long f64Ceil(long a) {
    return bits(Math.ceil(Double.longBitsToDouble(a)));
  }

  public static long f64Floor(long a) {
    return bits(Math.floor(Double.longBitsToDouble(a)));
  }

  public static long f64Trunc(long a) {
    double value = Double.longBitsToDouble(a);
    return bits(value < 0 ? Math.ceil(value) : Math.floor(value));
  }

  /** Ties go to the even neighbour; the sign of zero is kept. */
  public static long f64Nearest(long a) {
    return bits(Math.rint(Double.longBitsToDouble(a)));
  }

  public static long f64Sqrt(long a) {
    return bits(Math.sqrt(Double.longBitsToDouble(a)));
  }

  public static long f64Add(long a, long b) {
    return bits(Double.longBitsToDouble(a) + Double.longBitsToDouble(b));
  }

  public static long f64Sub(long a, long b) {
    return bits(Double.longBitsToDouble(a) - Double.longBitsToDouble(b));
  }

  public static long f64Mul(long a, long b) {
    return bits(Double.longBitsToDouble(a) * Double.longBitsToDouble(b));
  }

  public static long f64Div(long a, long b) {
    return bits(Double.longBitsToDouble(a) / Double.longBitsToDouble(b));
  }

  public static long f64Min(long a, long b) {
    return bits(Math.min(Double.longBitsToDouble(a), Double.longBitsToDouble(b)));
  }

  public static long f64Max(long a, long b) {
    return bits(Math.max(Double.longBitsToDouble(a), Double.longBitsToDouble(b)));
  }

  public static int f64Eq(long a, long b) {
    return Double.longBitsToDouble(a) == Double.longBitsToDouble(b) ? 1 : 0;
  }

  public static int f64Ne(long a, long b) {
    return Double.longBitsToDouble(a) != Double.longBitsToDouble(b) ? 1 : 0;
  }

  public static int f64Lt(long a, long b) {
    return Double.longBitsToDouble(a) < Double.longBitsToDouble(b) ? 1 : 0;
  }

  public static int f64Gt(long a, long b) {
    return Double.longBitsToDouble(a) > Double.longBitsToDouble(b) ? 1 : 0;
  }

  public static int f64Le(long a, long b) {
    return Double.longBitsToDouble(a) <= Double.longBitsToDouble(b) ? 1 : 0;
  }

  public static int f64Ge(long a, long b) {
    return Double.longBitsToDouble(a) >= Double.longBitsToDouble(b) ? 1 : 0;
  }
}
