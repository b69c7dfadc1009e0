package dev.assay.vm.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every float instruction against exact decimal arithmetic, and the NaN rule cold and hot. */
class FloatOpsTest {
  private static final int RANDOM_PAIRS = 3_000;
  private static final int HOT_CALLS = 600_000;
  private static final MathContext WIDE = new MathContext(800, RoundingMode.HALF_EVEN);

  /**
   * One arithmetic instruction in both formats: the exact oracle for finite operands, and what
   * Java's strict arithmetic says for the rest (infinities, zero divisors, the sign of zero).
   */
  private record Arithmetic(
      String name,
      IntBinaryOperator f32,
      LongBinaryOperator f64,
      BinaryOperator<BigDecimal> exact,
      DoubleBinaryOperator strict) {}

  private static final List<Arithmetic> ARITHMETIC =
      List.of(
          new Arithmetic(
              "add", FloatOps::f32Add, FloatOps::f64Add, BigDecimal::add, (a, b) -> a + b),
          new Arithmetic(
              "sub", FloatOps::f32Sub, FloatOps::f64Sub, BigDecimal::subtract, (a, b) -> a - b),
          new Arithmetic(
              "mul", FloatOps::f32Mul, FloatOps::f64Mul, BigDecimal::multiply, (a, b) -> a * b),
          new Arithmetic(
              "div",
              FloatOps::f32Div,
              FloatOps::f64Div,
              (a, b) -> b.signum() == 0 ? BigDecimal.ZERO : a.divide(b, WIDE),
              (a, b) -> a / b));

  private record Rounding(
      String name, IntUnaryOperator f32, LongUnaryOperator f64, RoundingMode mode) {}

  private static final List<Rounding> ROUNDING =
      List.of(
          new Rounding("ceil", FloatOps::f32Ceil, FloatOps::f64Ceil, RoundingMode.CEILING),
          new Rounding("floor", FloatOps::f32Floor, FloatOps::f64Floor, RoundingMode.FLOOR),
          new Rounding("trunc", FloatOps::f32Trunc, FloatOps::f64Trunc, RoundingMode.DOWN),
          new Rounding(
              "nearest", FloatOps::f32Nearest, FloatOps::f64Nearest, RoundingMode.HALF_EVEN));

  /** Instructions whose NaN results the rule governs, as binary operators (unary ignore b). */
  private record Governed(String name, IntBinaryOperator f32, LongBinaryOperator f64) {
    static Governed unary(String name, IntUnaryOperator f32, LongUnaryOperator f64) {
      return new Governed(name, (a, b) -> f32.applyAsInt(a), (a, b) -> f64.applyAsLong(a));
    }
  }

  private static List<Governed> governed() {
    List<Governed> rows = new ArrayList<>();
    ARITHMETIC.forEach(row -> rows.add(new Governed(row.name, row.f32, row.f64)));
    ROUNDING.forEach(row -> rows.add(Governed.unary(row.name, row.f32, row.f64)));
    rows.add(Governed.unary("sqrt", FloatOps::f32Sqrt, FloatOps::f64Sqrt));
    rows.add(new Governed("min", FloatOps::f32Min, FloatOps::f64Min));
    rows.add(new Governed("max", FloatOps::f32Max, FloatOps::f64Max));
    return rows;
  }

  @TestFactory
  Stream<DynamicTest> arithmeticRoundsTheExactResultOnce() {
    return ARITHMETIC.stream()
        .flatMap(
            row ->
                Stream.of(
                    DynamicTest.dynamicTest(
                        "f32." + row.name, () -> forPairsOfF32((a, b) -> checkF32(row, a, b))),
                    DynamicTest.dynamicTest(
                        "f64." + row.name, () -> forPairsOfF64((a, b) -> checkF64(row, a, b)))));
  }

  private static void checkF32(Arithmetic row, int a, int b) {
    float x = Float.intBitsToFloat(a);
    float y = Float.intBitsToFloat(b);
    float strict = (float) row.strict.applyAsDouble(x, y);
    float expected =
        Float.isFinite(x) && Float.isFinite(y) && Float.isFinite(strict) && strict != 0
            ? row.exact.apply(new BigDecimal(x), new BigDecimal(y)).floatValue()
            : strict;
    assertEquals(
        Float.floatToIntBits(expected),
        row.f32.applyAsInt(a, b),
        () -> "f32." + row.name + " " + x + ", " + y);
  }

  private static void checkF64(Arithmetic row, long a, long b) {
    double x = Double.longBitsToDouble(a);
    double y = Double.longBitsToDouble(b);
    double strict = row.strict.applyAsDouble(x, y);
    double expected =
        Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(strict) && strict != 0
            ? row.exact.apply(new BigDecimal(x), new BigDecimal(y)).doubleValue()
            : strict;
    assertEquals(
        Double.doubleToLongBits(expected),
        row.f64.applyAsLong(a, b),
        () -> "f64." + row.name + " " + x + ", " + y);
  }

  @TestFactory
  Stream<DynamicTest> roundingToIntegersIsExactAndKeepsTheSign() {
    return ROUNDING.stream()
        .flatMap(
            row ->
                Stream.of(
                    DynamicTest.dynamicTest(
                        "f32." + row.name,
                        () -> forPairsOfF32((a, b) -> checkRounding(row, Float.intBitsToFloat(a)))),
                    DynamicTest.dynamicTest(
                        "f64." + row.name,
                        () ->
                            forPairsOfF64(
                                (a, b) -> checkRounding(row, Double.longBitsToDouble(a))))));
  }

  private static void checkRounding(Rounding row, float x) {
    float expected =
        Float.isFinite(x)
            ? Math.copySign(new BigDecimal(x).setScale(0, row.mode).floatValue(), x)
            : x;
    assertEquals(
        Float.floatToIntBits(expected),
        row.f32.applyAsInt(Float.floatToRawIntBits(x)),
        () -> "f32." + row.name + " " + x);
  }

  private static void checkRounding(Rounding row, double x) {
    double expected =
        Double.isFinite(x)
            ? Math.copySign(new BigDecimal(x).setScale(0, row.mode).doubleValue(), x)
            : x;
    assertEquals(
        Double.doubleToLongBits(expected),
        row.f64.applyAsLong(Double.doubleToRawLongBits(x)),
        () -> "f64." + row.name + " " + x);
  }

  @Test
  void squareRootsAreCorrectlyRounded() {
    forPairsOfF32(
        (a, b) -> {
          float x = Float.intBitsToFloat(a);
          UnaryOperator<BigDecimal> root = v -> v.sqrt(WIDE);
          float expected =
              x > 0 && Float.isFinite(x)
                  ? root.apply(new BigDecimal(x)).floatValue()
                  : x < 0 ? Float.NaN : x;
          assertEquals(Float.floatToIntBits(expected), FloatOps.f32Sqrt(a), () -> "f32.sqrt " + x);
        });
    SplittableRandom random = new SplittableRandom(64);
    for (int i = 0; i < 300; i++) {
      double x = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
      if (Double.isFinite(x)) {
        assertEquals(
            Double.doubleToLongBits(new BigDecimal(x).sqrt(WIDE).doubleValue()),
            FloatOps.f64Sqrt(Double.doubleToRawLongBits(x)));
      }
    }
    for (double x : new double[] {0.0, -0.0, Double.POSITIVE_INFINITY}) {
      long bits = Double.doubleToRawLongBits(x);
      assertEquals(bits, FloatOps.f64Sqrt(bits));
    }
    assertEquals(
        FloatOps.F64_CANONICAL_NAN,
        FloatOps.f64Sqrt(Double.doubleToRawLongBits(-Double.MIN_VALUE)));
  }

  @Test
  void minimumAndMaximumOrderTheZeros() {
    forPairsOfF32(
        (a, b) -> {
          assertEquals(least(widen(a), widen(b)), widen(FloatOps.f32Min(a, b)));
          assertEquals(greatest(widen(a), widen(b)), widen(FloatOps.f32Max(a, b)));
        });
    forPairsOfF64(
        (a, b) -> {
          assertEquals(least(a, b), FloatOps.f64Min(a, b));
          assertEquals(greatest(a, b), FloatOps.f64Max(a, b));
        });
  }

  private static long widen(int bits) {
    return Double.doubleToLongBits(Float.intBitsToFloat(bits));
  }

  /** By the standard's table: NaN wins, then the smaller; of the zeros -0 if one of them is. */
  private static long least(long a, long b) {
    double x = Double.longBitsToDouble(a);
    double y = Double.longBitsToDouble(b);
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return FloatOps.F64_CANONICAL_NAN;
    }
    return x == 0 && y == 0 ? a | b : x < y ? a : b;
  }

  private static long greatest(long a, long b) {
    double x = Double.longBitsToDouble(a);
    double y = Double.longBitsToDouble(b);
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return FloatOps.F64_CANONICAL_NAN;
    }
    return x == 0 && y == 0 ? a & b : x > y ? a : b;
  }

  @Test
  void comparisonsAreFalseOnNanButForNe() {
    forPairsOfF64(
        (a, b) -> {
          double x = Double.longBitsToDouble(a);
          double y = Double.longBitsToDouble(b);
          Integer order =
              Double.isNaN(x) || Double.isNaN(y) ? null : x == y ? 0 : Double.compare(x, y);
          assertEquals(order != null && order == 0 ? 1 : 0, FloatOps.f64Eq(a, b));
          assertEquals(order == null || order != 0 ? 1 : 0, FloatOps.f64Ne(a, b));
          assertEquals(order != null && order < 0 ? 1 : 0, FloatOps.f64Lt(a, b));
          assertEquals(order != null && order > 0 ? 1 : 0, FloatOps.f64Gt(a, b));
          assertEquals(order != null && order <= 0 ? 1 : 0, FloatOps.f64Le(a, b));
          assertEquals(order != null && order >= 0 ? 1 : 0, FloatOps.f64Ge(a, b));
        });
    forPairsOfF32(
        (a, b) -> {
          assertEquals(FloatOps.f64Eq(widen(a), widen(b)), FloatOps.f32Eq(a, b));
          assertEquals(FloatOps.f64Ne(widen(a), widen(b)), FloatOps.f32Ne(a, b));
          assertEquals(FloatOps.f64Lt(widen(a), widen(b)), FloatOps.f32Lt(a, b));
          assertEquals(FloatOps.f64Gt(widen(a), widen(b)), FloatOps.f32Gt(a, b));
          assertEquals(FloatOps.f64Le(widen(a), widen(b)), FloatOps.f32Le(a, b));
          assertEquals(FloatOps.f64Ge(widen(a), widen(b)), FloatOps.f32Ge(a, b));
        });
  }

  @Test
  void signInstructionsTouchTheSignBitAloneAlsoOfNans() {
    for (int a : f32Edges()) {
      assertEquals(a & 0x7fffffff, FloatOps.f32Abs(a));
      assertEquals(a ^ 0x80000000, FloatOps.f32Neg(a));
      for (int b : f32Edges()) {
        assertEquals((a & 0x7fffffff) | (b & 0x80000000), FloatOps.f32Copysign(a, b));
      }
    }
    for (long a : f64Edges()) {
      assertEquals(a & 0x7fffffffffffffffL, FloatOps.f64Abs(a));
      assertEquals(a ^ 0x8000000000000000L, FloatOps.f64Neg(a));
      for (long b : f64Edges()) {
        long expected = (a & Long.MAX_VALUE) | (b & Long.MIN_VALUE);
        assertEquals(expected, FloatOps.f64Copysign(a, b));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> noOtherNanThanTheCanonicalOneLeavesArithmetic() {
    return governed().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.name,
                    () -> {
                      forPairsOfF32((a, b) -> assertCanonicalF32(row.f32.applyAsInt(a, b)));
                      forPairsOfF64((a, b) -> assertCanonicalF64(row.f64.applyAsLong(a, b)));
                    }));
  }

  /**
   * Long enough for every tier of the JVM's compiler: the bits of the first call are the last's.
   */
  @TestFactory
  Stream<DynamicTest> nanBitsStayTheSameFromTheFirstCallToTheHot() {
    return governed().stream()
        .map(row -> DynamicTest.dynamicTest(row.name, () -> callUntilHot(row)));
  }

  private static void callUntilHot(Governed row) {
    int[] narrow = {0x7fa00001, 0xffc12345, 0x7f800000, 0xff800000, 0, 0x80000000, 0xbf800000};
    long[] wide = {
      0x7ff4000000000001L,
      0xfff8123456789abcL,
      0x7ff0000000000000L,
      0xfff0000000000000L,
      0,
      Long.MIN_VALUE,
      0xbff0000000000000L
    };
    int n = narrow.length;
    int[] first32 = new int[n * n];
    long[] first64 = new long[n * n];
    for (int i = 0; i < n * n; i++) {
      first32[i] = row.f32.applyAsInt(narrow[i / n], narrow[i % n]);
      first64[i] = row.f64.applyAsLong(wide[i / n], wide[i % n]);
    }
    int changed = 0;
    for (int call = 0; call < HOT_CALLS; call++) {
      int i = call % (n * n);
      changed += row.f32.applyAsInt(narrow[i / n], narrow[i % n]) == first32[i] ? 0 : 1;
      changed += row.f64.applyAsLong(wide[i / n], wide[i % n]) == first64[i] ? 0 : 1;
    }
    assertEquals(0, changed);
  }

  private static void assertCanonicalF32(int bits) {
    if (Float.isNaN(Float.intBitsToFloat(bits))) {
      assertEquals(0x7fc00000, bits, () -> Integer.toHexString(bits));
    }
  }

  private static void assertCanonicalF64(long bits) {
    if (Double.isNaN(Double.longBitsToDouble(bits))) {
      assertEquals(0x7ff8000000000000L, bits, () -> Long.toHexString(bits));
    }
  }

  private interface IntPair {
    void accept(int a, int b);
  }

  private interface LongPair {
    void accept(long a, long b);
  }

  private static void forPairsOfF32(IntPair check) {
    List<Integer> edges = f32Edges();
    edges.forEach(a -> edges.forEach(b -> check.accept(a, b)));
    SplittableRandom random = new SplittableRandom(32);
    for (int i = 0; i < RANDOM_PAIRS; i++) {
      check.accept(random.nextInt(), random.nextInt());
    }
    for (int i = 0; i < RANDOM_PAIRS; i++) {
      int near = 0x3f000000 + random.nextInt(0x0d000000);
      check.accept(near, near + random.nextInt(-2000, 2000) ^ random.nextInt() << 31);
    }
  }

  private static void forPairsOfF64(LongPair check) {
    List<Long> edges = f64Edges();
    edges.forEach(a -> edges.forEach(b -> check.accept(a, b)));
    SplittableRandom random = new SplittableRandom(64);
    for (int i = 0; i < RANDOM_PAIRS; i++) {
      long near = 0x3fe0000000000000L + random.nextLong(0x0480000000000000L);
      check.accept(near, near + random.nextLong(-2000, 2000) ^ random.nextLong() << 63);
    }
  }

  /** Zeros, subnormals, halves, the integers' borders, infinities and NaNs, in both signs. */
  private static List<Integer> f32Edges() {
    List<Integer> edges = new ArrayList<>();
    float[] values = {
      0,
      Float.MIN_VALUE,
      3 * Float.MIN_VALUE,
      Math.nextDown(Float.MIN_NORMAL),
      Float.MIN_NORMAL,
      0.5f,
      Math.nextDown(0.5f),
      Math.nextUp(0.5f),
      1,
      1.5f,
      2,
      2.5f,
      3.5f,
      0x1p22f + 0.5f,
      0x1p23f - 0.5f,
      0x1p23f,
      0x1p24f,
      0x1p24f + 2,
      0x1p31f,
      0x1p63f,
      Float.MAX_VALUE,
      Float.POSITIVE_INFINITY
    };
    for (float value : values) {
      edges.add(Float.floatToRawIntBits(value));
    }
    edges.addAll(List.of(0x7fc00000, 0x7fa00000, 0x7f800001, 0x7fffffff, 0x7fc12345));
    new ArrayList<>(edges).forEach(bits -> edges.add(bits ^ 0x80000000));
    return edges;
  }

  private static List<Long> f64Edges() {
    List<Long> edges = new ArrayList<>();
    double[] values = {
      0,
      Double.MIN_VALUE,
      3 * Double.MIN_VALUE,
      Math.nextDown(Double.MIN_NORMAL),
      Double.MIN_NORMAL,
      0.5,
      Math.nextDown(0.5),
      Math.nextUp(0.5),
      1,
      1.5,
      2,
      2.5,
      3.5,
      0x1p51 + 0.5,
      0x1p52 - 0.5,
      0x1p52,
      0x1p53,
      0x1p53 + 2,
      0x1p63,
      0x1p64,
      Float.MAX_VALUE,
      Double.MAX_VALUE,
      Double.POSITIVE_INFINITY
    };
    for (double value : values) {
      edges.add(Double.doubleToRawLongBits(value));
    }
    edges.addAll(
        List.of(
            0x7ff8000000000000L,
            0x7ff4000000000000L,
            0x7ff0000000000001L,
            0x7fffffffffffffffL,
            0x7ff8123456789abcL));
    new ArrayList<>(edges).forEach(bits -> edges.add(bits ^ 0x8000000000000000L));
    return edges;
  }

  @Test
  void theOracleItselfRoundsTiesToEven() {
    BigDecimal tie = new BigDecimal(BigInteger.ONE.shiftLeft(53).add(BigInteger.ONE));
    assertEquals(0x1p53, tie.doubleValue());
    assertEquals(0x1p24f, new BigDecimal((1 << 24) + 1).floatValue());
  }
}
