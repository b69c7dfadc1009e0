package dev.assay.vm.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every conversion against unbounded integers and exact decimals, at and around each border. */
class ConversionOpsTest {
  private static final int RANDOM_VALUES = 20_000;

  /** A truncation of f64 bits (f32 ones are widened exactly first) and its integer range. */
  private record Truncation(
      String name, boolean fromF32, int width, boolean signed, LongUnaryOperator operation) {

    BigInteger least() {
      return signed ? BigInteger.TWO.pow(width - 1).negate() : BigInteger.ZERO;
    }

    BigInteger most() {
      return BigInteger.TWO.pow(signed ? width - 1 : width).subtract(BigInteger.ONE);
    }

    long run(double value) {
      return operation.applyAsLong(
          fromF32 ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value));
    }
  }

  private static Truncation f32(String name, int width, boolean signed, LongUnaryOperator run) {
    return new Truncation(name, true, width, signed, run);
  }

  private static Truncation f64(String name, int width, boolean signed, LongUnaryOperator run) {
    return new Truncation(name, false, width, signed, run);
  }

  private static final List<Truncation> TRAPPING =
      List.of(
          f32("i32.trunc_f32_s", 32, true, a -> ConversionOps.i32TruncF32S((int) a)),
          f32("i32.trunc_f32_u", 32, false, a -> ConversionOps.i32TruncF32U((int) a)),
          f64("i32.trunc_f64_s", 32, true, ConversionOps::i32TruncF64S),
          f64("i32.trunc_f64_u", 32, false, ConversionOps::i32TruncF64U),
          f32("i64.trunc_f32_s", 64, true, a -> ConversionOps.i64TruncF32S((int) a)),
          f32("i64.trunc_f32_u", 64, false, a -> ConversionOps.i64TruncF32U((int) a)),
          f64("i64.trunc_f64_s", 64, true, ConversionOps::i64TruncF64S),
          f64("i64.trunc_f64_u", 64, false, ConversionOps::i64TruncF64U));

  private static final List<Truncation> SATURATING =
      List.of(
          f32("i32.trunc_sat_f32_s", 32, true, a -> ConversionOps.i32TruncSatF32S((int) a)),
          f32("i32.trunc_sat_f32_u", 32, false, a -> ConversionOps.i32TruncSatF32U((int) a)),
          f64("i32.trunc_sat_f64_s", 32, true, ConversionOps::i32TruncSatF64S),
          f64("i32.trunc_sat_f64_u", 32, false, ConversionOps::i32TruncSatF64U),
          f32("i64.trunc_sat_f32_s", 64, true, a -> ConversionOps.i64TruncSatF32S((int) a)),
          f32("i64.trunc_sat_f32_u", 64, false, a -> ConversionOps.i64TruncSatF32U((int) a)),
          f64("i64.trunc_sat_f64_s", 64, true, ConversionOps::i64TruncSatF64S),
          f64("i64.trunc_sat_f64_u", 64, false, ConversionOps::i64TruncSatF64U));

  @TestFactory
  Stream<DynamicTest> truncationsTrapOutsideTheirRange() {
    return TRAPPING.stream()
        .map(row -> DynamicTest.dynamicTest(row.name, () -> checkAll(row, this::checkTrapping)));
  }

  @TestFactory
  Stream<DynamicTest> saturatingTruncationsGiveTheNearestBound() {
    return SATURATING.stream()
        .map(row -> DynamicTest.dynamicTest(row.name, () -> checkAll(row, this::checkSaturating)));
  }

  private interface Check {
    void accept(Truncation row, double value);
  }

  private static void checkAll(Truncation row, Check check) {
    for (double value : doubles()) {
      check.accept(row, row.fromF32 ? (float) value : value);
      if (row.fromF32) {
        check.accept(row, Math.nextDown((float) value));
        check.accept(row, Math.nextUp((float) value));
      }
    }
  }

  private void checkTrapping(Truncation row, double value) {
    TrapCode trap = expectedTrap(row, value);
    if (trap == null) {
      assertEquals(
          wrapped(row, new BigDecimal(value).toBigInteger()),
          row.run(value),
          () -> row.name + " " + value);
    } else {
      assertEquals(
          trap, assertThrows(Trap.class, () -> row.run(value), row.name + " " + value).code());
    }
  }

  private static @org.jspecify.annotations.Nullable TrapCode expectedTrap(
      Truncation row, double value) {
    if (Double.isNaN(value)) {
      return TrapCode.INVALID_CONVERSION_TO_INTEGER;
    }
    if (Double.isInfinite(value)) {
      return TrapCode.INTEGER_OVERFLOW;
    }
    BigInteger integer = new BigDecimal(value).toBigInteger();
    boolean inside = integer.compareTo(row.least()) >= 0 && integer.compareTo(row.most()) <= 0;
    return inside ? null : TrapCode.INTEGER_OVERFLOW;
  }

  private void checkSaturating(Truncation row, double value) {
    BigInteger expected;
    if (Double.isNaN(value)) {
      expected = BigInteger.ZERO;
    } else if (Double.isInfinite(value)) {
      expected = value < 0 ? row.least() : row.most();
    } else {
      expected = new BigDecimal(value).toBigInteger().max(row.least()).min(row.most());
    }
    assertEquals(wrapped(row, expected), row.run(value), () -> row.name + " " + value);
  }

  private static long wrapped(Truncation row, BigInteger value) {
    return row.width == 32 ? value.intValue() : value.longValue();
  }

  @Test
  void integersConvertWithOneRounding() {
    integers()
        .forEach(
            a -> {
              BigDecimal signed = BigDecimal.valueOf(a);
              BigDecimal unsigned = new BigDecimal(Long.toUnsignedString(a));
              assertEquals(bits(signed.floatValue()), ConversionOps.f32ConvertI64S(a));
              assertEquals(bits(unsigned.floatValue()), ConversionOps.f32ConvertI64U(a));
              assertEquals(bits(signed.doubleValue()), ConversionOps.f64ConvertI64S(a));
              assertEquals(bits(unsigned.doubleValue()), ConversionOps.f64ConvertI64U(a));
              int i = (int) a;
              BigDecimal signed32 = BigDecimal.valueOf(i);
              BigDecimal unsigned32 = new BigDecimal(Integer.toUnsignedString(i));
              assertEquals(bits(signed32.floatValue()), ConversionOps.f32ConvertI32S(i));
              assertEquals(bits(unsigned32.floatValue()), ConversionOps.f32ConvertI32U(i));
              assertEquals(bits(signed32.doubleValue()), ConversionOps.f64ConvertI32S(i));
              assertEquals(bits(unsigned32.doubleValue()), ConversionOps.f64ConvertI32U(i));
            });
  }

  @Test
  void tiesAboveTheSignedRangeAreStillSeen() {
    assertEquals(bits(0x1.000002p63f), ConversionOps.f32ConvertI64U(0x8000008000000001L));
    assertEquals(bits(0x1p63f), ConversionOps.f32ConvertI64U(0x8000008000000000L));
    assertEquals(bits(0x1p63), ConversionOps.f64ConvertI64U(0x8000000000000400L));
    assertEquals(bits(0x1.0000000000001p63), ConversionOps.f64ConvertI64U(0x8000000000000401L));
    assertEquals(bits(0x1p64), ConversionOps.f64ConvertI64U(-1));
  }

  @Test
  void integerWidthsWrapAndExtend() {
    integers()
        .forEach(
            a -> {
              assertEquals(BigInteger.valueOf(a).intValue(), ConversionOps.i32WrapI64(a));
              assertEquals(a << 32 >> 32, ConversionOps.i64ExtendI32S((int) a));
              assertEquals(a & 0xffffffffL, ConversionOps.i64ExtendI32U((int) a));
            });
  }

  @Test
  void demotionRoundsOnceAndPromotionIsExact() {
    for (double value : doubles()) {
      float expected =
          Double.isFinite(value) && value != 0
              ? Math.copySign(new BigDecimal(value).floatValue(), (float) Math.signum(value))
              : (float) value;
      assertEquals(bits(expected), ConversionOps.f32DemoteF64(Double.doubleToRawLongBits(value)));
      float narrow = (float) value;
      assertEquals(
          bits((double) narrow), ConversionOps.f64PromoteF32(Float.floatToRawIntBits(narrow)));
    }
  }

  @Test
  void everyNanDemotesAndPromotesToTheCanonicalOne() {
    for (long nan :
        new long[] {0x7ff8000000000000L, -1L, 0x7ff0000000000001L, 0xfff4000000000000L}) {
      assertEquals(0x7fc00000, ConversionOps.f32DemoteF64(nan));
    }
    for (int nan : new int[] {0x7fc00000, -1, 0x7f800001, 0xffa00000}) {
      assertEquals(0x7ff8000000000000L, ConversionOps.f64PromoteF32(nan));
    }
  }

  @Test
  void reinterpretationKeepsEveryBit() {
    for (int nan : new int[] {0x7f800001, 0xffa00000, 0x80000000}) {
      assertEquals(nan, ConversionOps.i32ReinterpretF32(nan));
      assertEquals(nan, ConversionOps.f32ReinterpretI32(nan));
    }
    for (long nan : new long[] {0x7ff0000000000001L, 0xfff4000000000000L, Long.MIN_VALUE}) {
      assertEquals(nan, ConversionOps.i64ReinterpretF64(nan));
      assertEquals(nan, ConversionOps.f64ReinterpretI64(nan));
    }
  }

  private static int bits(float value) {
    return Float.floatToIntBits(value);
  }

  private static long bits(double value) {
    return Double.doubleToLongBits(value);
  }

  private static LongStream integers() {
    LongStream.Builder values = LongStream.builder();
    for (int k = 0; k < 64; k++) {
      for (int j = 0; j <= k; j++) {
        for (long delta = -1; delta <= 1; delta++) {
          values.add((1L << k) + (1L << j) + delta).add(-(1L << k) - (1L << j) + delta);
        }
      }
    }
    SplittableRandom random = new SplittableRandom(7);
    return LongStream.concat(
        values.add(0).build(),
        LongStream.generate(() -> random.nextLong() >>> random.nextInt(64)).limit(RANDOM_VALUES));
  }

  /** Powers of two with their neighbours, halves off integers, specials, and random bits. */
  private static List<Double> doubles() {
    List<Double> values =
        new ArrayList<>(
            List.of(
                0.0,
                -0.0,
                0.5,
                -0.5,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                Double.MIN_VALUE));
    for (int k = -2; k <= 65; k++) {
      double power = Math.scalb(1.0, k);
      for (double base : new double[] {power, power - 1, power + 1, power - 0.5, power + 0.5}) {
        for (double value : new double[] {Math.nextDown(base), base, Math.nextUp(base)}) {
          values.add(value);
          values.add(-value);
        }
      }
    }
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < RANDOM_VALUES; i++) {
      values.add(Double.longBitsToDouble(random.nextLong()));
      values.add(Math.scalb(random.nextDouble() * 2 - 1, random.nextInt(70)));
    }
    return values;
  }
}
