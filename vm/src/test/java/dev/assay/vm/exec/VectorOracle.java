package dev.assay.vm.exec;

import java.math.BigInteger;

/**
 * The vector instructions once more, read off the standard lane by lane: operands are unpacked to
 * unbounded integers, worked one at a time and packed again. Slow and plain on purpose.
 */
final class VectorOracle {
  private VectorOracle() {}

  /** A vector as 128 bits of an unbounded integer, lane 0 lowest. */
  record Vector(long low, long high) {
    BigInteger lane(int index, int width, boolean signed) {
      BigInteger bits = unsigned(high).shiftLeft(64).or(unsigned(low)).shiftRight(index * width);
      BigInteger lane = bits.mod(BigInteger.TWO.pow(width));
      return signed && lane.testBit(width - 1) ? lane.subtract(BigInteger.TWO.pow(width)) : lane;
    }

    private static BigInteger unsigned(long half) {
      return new BigInteger(Long.toUnsignedString(half));
    }
  }

  private interface Lane {
    BigInteger at(int index);
  }

  private static Vector pack(int width, Lane lanes) {
    BigInteger bits = BigInteger.ZERO;
    for (int i = 0; i < 128 / width; i++) {
      bits = bits.or(lanes.at(i).mod(BigInteger.TWO.pow(width)).shiftLeft(i * width));
    }
    return new Vector(bits.longValue(), bits.shiftRight(64).longValue());
  }

  /** The result of an instruction with vector operands and a vector result. */
  static Vector apply(String mnemonic, Vector a, Vector b, Vector c) {
    String shape = mnemonic.substring(0, mnemonic.indexOf('.'));
    String op = mnemonic.substring(mnemonic.indexOf('.') + 1);
    if (shape.startsWith("f") || op.contains("trunc_sat")) {
      return floats(shape, op, a, b);
    }
    if (shape.equals("v128")) {
      return pack(
          1, i -> bit(op, bit(a, i), bit(b, i), bit(c, i)) ? BigInteger.ONE : BigInteger.ZERO);
    }
    int width = Integer.parseInt(shape.substring(1, shape.indexOf('x')));
    boolean signed = !op.endsWith("_u");
    if (op.contains("extend_") || op.contains("extmul_")) {
      int first = op.contains("_high_") ? 128 / width : 0;
      return pack(
          width,
          i -> {
            BigInteger x = a.lane(first + i, width / 2, signed);
            return op.startsWith("extend") ? x : x.multiply(b.lane(first + i, width / 2, signed));
          });
    }
    if (op.startsWith("extadd")) {
      return pack(
          width, i -> a.lane(2 * i, width / 2, signed).add(a.lane(2 * i + 1, width / 2, signed)));
    }
    if (op.startsWith("narrow")) {
      int half = 64 / width;
      return pack(
          width, i -> saturate((i < half ? a : b).lane(i % half, width * 2, true), width, signed));
    }
    if (op.startsWith("dot")) {
      return pack(width, i -> product(a, b, 2 * i).add(product(a, b, 2 * i + 1)));
    }
    if (op.equals("swizzle")) {
      return pack(
          8,
          i -> {
            int index = b.lane(i, 8, false).intValue();
            return index < 16 ? a.lane(index, 8, false) : BigInteger.ZERO;
          });
    }
    return pack(width, i -> integer(op, width, a.lane(i, width, signed), b.lane(i, width, signed)));
  }

  private static BigInteger product(Vector a, Vector b, int lane) {
    return a.lane(lane, 16, true).multiply(b.lane(lane, 16, true));
  }

  private static boolean bit(Vector v, int index) {
    return v.lane(index, 1, false).signum() != 0;
  }

  private static boolean bit(String op, boolean a, boolean b, boolean c) {
    return switch (op) {
      case "not" -> !a;
      case "and" -> a && b;
      case "andnot" -> a && !b;
      case "or" -> a || b;
      case "xor" -> a != b;
      case "bitselect" -> c ? a : b;
      default -> throw new AssertionError(op);
    };
  }

  private static BigInteger integer(String op, int width, BigInteger a, BigInteger b) {
    boolean signed = !op.endsWith("_u");
    return switch (op) {
      case "abs" -> a.abs();
      case "neg" -> a.negate();
      case "popcnt" -> BigInteger.valueOf(a.mod(BigInteger.TWO.pow(width)).bitCount());
      case "add" -> a.add(b);
      case "sub" -> a.subtract(b);
      case "mul" -> a.multiply(b);
      case "add_sat_s", "add_sat_u" -> saturate(a.add(b), width, signed);
      case "sub_sat_s", "sub_sat_u" -> saturate(a.subtract(b), width, signed);
      case "min_s", "min_u" -> a.min(b);
      case "max_s", "max_u" -> a.max(b);
      case "avgr_u" -> a.add(b).add(BigInteger.ONE).shiftRight(1);
      case "q15mulr_sat_s" ->
          saturate(a.multiply(b).add(BigInteger.valueOf(0x4000)).shiftRight(15), width, true);
      case "eq" -> mask(a.compareTo(b) == 0);
      case "ne" -> mask(a.compareTo(b) != 0);
      case "lt_s", "lt_u" -> mask(a.compareTo(b) < 0);
      case "gt_s", "gt_u" -> mask(a.compareTo(b) > 0);
      case "le_s", "le_u" -> mask(a.compareTo(b) <= 0);
      case "ge_s", "ge_u" -> mask(a.compareTo(b) >= 0);
      default -> throw new AssertionError(op);
    };
  }

  /** A shift of every lane; the count is taken modulo the lane width. */
  static Vector shift(String mnemonic, Vector a, int count) {
    int width = Integer.parseInt(mnemonic.substring(1, mnemonic.indexOf('x')));
    int distance = Math.floorMod(count, width);
    boolean signed = mnemonic.endsWith("_s");
    return pack(
        width,
        i -> {
          BigInteger lane = a.lane(i, width, signed);
          return mnemonic.endsWith("shl") ? lane.shiftLeft(distance) : lane.shiftRight(distance);
        });
  }

  /** The i32 of all_true, any_true and bitmask. */
  static int test(String mnemonic, Vector a) {
    if (mnemonic.equals("v128.any_true")) {
      return (a.low | a.high) != 0 ? 1 : 0;
    }
    int width = Integer.parseInt(mnemonic.substring(1, mnemonic.indexOf('x')));
    int mask = 0;
    boolean all = true;
    for (int i = 0; i < 128 / width; i++) {
      BigInteger lane = a.lane(i, width, true);
      all &= lane.signum() != 0;
      mask |= lane.signum() < 0 ? 1 << i : 0;
    }
    return mnemonic.endsWith("bitmask") ? mask : all ? 1 : 0;
  }

  private static Vector floats(String shape, String op, Vector a, Vector b) {
    int width = Integer.parseInt(shape.substring(1, shape.indexOf('x')));
    return switch (op) {
      case "convert_i32x4_s" -> pack(32, i -> f32(FloatOps.bits(a.lane(i, 32, true).floatValue())));
      case "convert_i32x4_u" ->
          pack(32, i -> f32(FloatOps.bits(a.lane(i, 32, false).floatValue())));
      case "convert_low_i32x4_s" ->
          pack(64, i -> f64(FloatOps.bits(a.lane(i, 32, true).doubleValue())));
      case "convert_low_i32x4_u" ->
          pack(64, i -> f64(FloatOps.bits(a.lane(i, 32, false).doubleValue())));
      case "demote_f64x2_zero" ->
          pack(32, i -> i < 2 ? f32(ConversionOps.f32DemoteF64(bits64(a, i))) : BigInteger.ZERO);
      case "promote_low_f32x4" -> pack(64, i -> f64(ConversionOps.f64PromoteF32(bits32(a, i))));
      case "trunc_sat_f32x4_s" -> pack(32, i -> f32(ConversionOps.i32TruncSatF32S(bits32(a, i))));
      case "trunc_sat_f32x4_u" -> pack(32, i -> f32(ConversionOps.i32TruncSatF32U(bits32(a, i))));
      case "trunc_sat_f64x2_s_zero" ->
          pack(32, i -> i < 2 ? f32(ConversionOps.i32TruncSatF64S(bits64(a, i))) : BigInteger.ZERO);
      case "trunc_sat_f64x2_u_zero" ->
          pack(32, i -> i < 2 ? f32(ConversionOps.i32TruncSatF64U(bits64(a, i))) : BigInteger.ZERO);
      default ->
          width == 32
              ? pack(32, i -> f32(f32(op, bits32(a, i), bits32(b, i))))
              : pack(64, i -> f64(f64(op, bits64(a, i), bits64(b, i))));
    };
  }

  private static int f32(String op, int a, int b) {
    float x = Float.intBitsToFloat(a);
    float y = Float.intBitsToFloat(b);
    return switch (op) {
      case "abs" -> FloatOps.f32Abs(a);
      case "neg" -> FloatOps.f32Neg(a);
      case "sqrt" -> FloatOps.f32Sqrt(a);
      case "ceil" -> FloatOps.f32Ceil(a);
      case "floor" -> FloatOps.f32Floor(a);
      case "trunc" -> FloatOps.f32Trunc(a);
      case "nearest" -> FloatOps.f32Nearest(a);
      case "add" -> FloatOps.f32Add(a, b);
      case "sub" -> FloatOps.f32Sub(a, b);
      case "mul" -> FloatOps.f32Mul(a, b);
      case "div" -> FloatOps.f32Div(a, b);
      case "min" -> FloatOps.f32Min(a, b);
      case "max" -> FloatOps.f32Max(a, b);
      case "pmin" -> y < x ? b : a;
      case "pmax" -> x < y ? b : a;
      case "eq" -> x == y ? -1 : 0;
      case "ne" -> x != y ? -1 : 0;
      case "lt" -> x < y ? -1 : 0;
      case "gt" -> x > y ? -1 : 0;
      case "le" -> x <= y ? -1 : 0;
      case "ge" -> x >= y ? -1 : 0;
      default -> throw new AssertionError(op);
    };
  }

  private static long f64(String op, long a, long b) {
    double x = Double.longBitsToDouble(a);
    double y = Double.longBitsToDouble(b);
    return switch (op) {
      case "abs" -> FloatOps.f64Abs(a);
      case "neg" -> FloatOps.f64Neg(a);
      case "sqrt" -> FloatOps.f64Sqrt(a);
      case "ceil" -> FloatOps.f64Ceil(a);
      case "floor" -> FloatOps.f64Floor(a);
      case "trunc" -> FloatOps.f64Trunc(a);
      case "nearest" -> FloatOps.f64Nearest(a);
      case "add" -> FloatOps.f64Add(a, b);
      case "sub" -> FloatOps.f64Sub(a, b);
      case "mul" -> FloatOps.f64Mul(a, b);
      case "div" -> FloatOps.f64Div(a, b);
      case "min" -> FloatOps.f64Min(a, b);
      case "max" -> FloatOps.f64Max(a, b);
      case "pmin" -> y < x ? b : a;
      case "pmax" -> x < y ? b : a;
      case "eq" -> x == y ? -1 : 0;
      case "ne" -> x != y ? -1 : 0;
      case "lt" -> x < y ? -1 : 0;
      case "gt" -> x > y ? -1 : 0;
      case "le" -> x <= y ? -1 : 0;
      case "ge" -> x >= y ? -1 : 0;
      default -> throw new AssertionError(op);
    };
  }

  private static int bits32(Vector v, int lane) {
    return v.lane(lane, 32, true).intValue();
  }

  private static long bits64(Vector v, int lane) {
    return v.lane(lane, 64, true).longValue();
  }

  private static BigInteger f32(int bits) {
    return BigInteger.valueOf(bits);
  }

  private static BigInteger f64(long bits) {
    return BigInteger.valueOf(bits);
  }

  private static BigInteger mask(boolean value) {
    return value ? BigInteger.ONE.negate() : BigInteger.ZERO;
  }

  private static BigInteger saturate(BigInteger value, int width, boolean signed) {
    BigInteger most = BigInteger.TWO.pow(signed ? width - 1 : width).subtract(BigInteger.ONE);
    BigInteger least = signed ? most.not() : BigInteger.ZERO;
    return value.max(least).min(most);
  }
}
