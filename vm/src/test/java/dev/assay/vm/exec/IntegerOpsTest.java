package dev.assay.vm.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every integer instruction against arithmetic on unbounded integers. */
class IntegerOpsTest {
  private static final int RANDOM_PAIRS = 2_000;

  /** One instruction in both widths; the oracle sees the width and the operands it names. */
  private record Row(
      String name,
      IntBinaryOperator narrow,
      LongBinaryOperator wide,
      Reading reading,
      Oracle oracle) {}

  private enum Reading {
    SIGNED,
    UNSIGNED
  }

  private interface Oracle {
    BigInteger apply(BigInteger a, BigInteger b, int width);
  }

  private static Row row(
      String name,
      IntBinaryOperator narrow,
      LongBinaryOperator wide,
      Reading reading,
      Oracle oracle) {
    return new Row(name, narrow, wide, reading, oracle);
  }

  private static Row arithmetic(
      String name,
      IntBinaryOperator narrow,
      LongBinaryOperator wide,
      BinaryOperator<BigInteger> oracle) {
    return row(name, narrow, wide, Reading.SIGNED, (a, b, width) -> oracle.apply(a, b));
  }

  private static Row unary(
      String name,
      java.util.function.IntUnaryOperator narrow,
      java.util.function.LongUnaryOperator wide,
      Reading reading,
      Oracle oracle) {
    return row(
        name, (a, b) -> narrow.applyAsInt(a), (a, b) -> wide.applyAsLong(a), reading, oracle);
  }

  private static Row comparison(
      String name,
      IntBinaryOperator narrow,
      LongBinaryOperator wide,
      Reading reading,
      java.util.function.IntPredicate order) {
    return row(name, narrow, wide, reading, (a, b, width) -> truth(order.test(a.compareTo(b))));
  }

  private static List<Row> rows() {
    Reading s = Reading.SIGNED;
    Reading u = Reading.UNSIGNED;
    return List.of(
        unary(
            "clz",
            IntegerOps::i32Clz,
            IntegerOps::i64Clz,
            u,
            (a, b, w) -> BigInteger.valueOf(w - a.bitLength())),
        unary(
            "ctz",
            IntegerOps::i32Ctz,
            IntegerOps::i64Ctz,
            u,
            (a, b, w) -> BigInteger.valueOf(a.signum() == 0 ? w : a.getLowestSetBit())),
        unary(
            "popcnt",
            IntegerOps::i32Popcnt,
            IntegerOps::i64Popcnt,
            u,
            (a, b, w) -> BigInteger.valueOf(a.bitCount())),
        arithmetic("add", IntegerOps::i32Add, IntegerOps::i64Add, BigInteger::add),
        arithmetic("sub", IntegerOps::i32Sub, IntegerOps::i64Sub, BigInteger::subtract),
        arithmetic("mul", IntegerOps::i32Mul, IntegerOps::i64Mul, BigInteger::multiply),
        row("div_s", IntegerOps::i32DivS, IntegerOps::i64DivS, s, IntegerOpsTest::quotient),
        row("div_u", IntegerOps::i32DivU, IntegerOps::i64DivU, u, IntegerOpsTest::quotient),
        row("rem_s", IntegerOps::i32RemS, IntegerOps::i64RemS, s, IntegerOpsTest::remainder),
        row("rem_u", IntegerOps::i32RemU, IntegerOps::i64RemU, u, IntegerOpsTest::remainder),
        arithmetic("and", IntegerOps::i32And, IntegerOps::i64And, BigInteger::and),
        arithmetic("or", IntegerOps::i32Or, IntegerOps::i64Or, BigInteger::or),
        arithmetic("xor", IntegerOps::i32Xor, IntegerOps::i64Xor, BigInteger::xor),
        row(
            "shl",
            IntegerOps::i32Shl,
            IntegerOps::i64Shl,
            u,
            (a, b, w) -> a.shiftLeft(count(b, w))),
        row(
            "shr_s",
            IntegerOps::i32ShrS,
            IntegerOps::i64ShrS,
            s,
            (a, b, w) -> a.shiftRight(count(b, w))),
        row(
            "shr_u",
            IntegerOps::i32ShrU,
            IntegerOps::i64ShrU,
            u,
            (a, b, w) -> a.shiftRight(count(b, w))),
        row(
            "rotl",
            IntegerOps::i32Rotl,
            IntegerOps::i64Rotl,
            u,
            (a, b, w) -> a.shiftLeft(count(b, w)).or(a.shiftRight(w - count(b, w)))),
        row(
            "rotr",
            IntegerOps::i32Rotr,
            IntegerOps::i64Rotr,
            u,
            (a, b, w) -> a.shiftRight(count(b, w)).or(a.shiftLeft(w - count(b, w)))),
        unary(
            "eqz",
            IntegerOps::i32Eqz,
            a -> IntegerOps.i64Eqz(a),
            s,
            (a, b, w) -> truth(a.signum() == 0)),
        comparison("eq", IntegerOps::i32Eq, IntegerOps::i64Eq, s, order -> order == 0),
        comparison("ne", IntegerOps::i32Ne, IntegerOps::i64Ne, s, order -> order != 0),
        comparison("lt_s", IntegerOps::i32LtS, IntegerOps::i64LtS, s, order -> order < 0),
        comparison("lt_u", IntegerOps::i32LtU, IntegerOps::i64LtU, u, order -> order < 0),
        comparison("gt_s", IntegerOps::i32GtS, IntegerOps::i64GtS, s, order -> order > 0),
        comparison("gt_u", IntegerOps::i32GtU, IntegerOps::i64GtU, u, order -> order > 0),
        comparison("le_s", IntegerOps::i32LeS, IntegerOps::i64LeS, s, order -> order <= 0),
        comparison("le_u", IntegerOps::i32LeU, IntegerOps::i64LeU, u, order -> order <= 0),
        comparison("ge_s", IntegerOps::i32GeS, IntegerOps::i64GeS, s, order -> order >= 0),
        comparison("ge_u", IntegerOps::i32GeU, IntegerOps::i64GeU, u, order -> order >= 0),
        unary(
            "extend8_s",
            IntegerOps::i32Extend8S,
            IntegerOps::i64Extend8S,
            s,
            (a, b, w) -> signed(a, 8)),
        unary(
            "extend16_s",
            IntegerOps::i32Extend16S,
            IntegerOps::i64Extend16S,
            s,
            (a, b, w) -> signed(a, 16)));
  }

  @TestFactory
  Stream<DynamicTest> everyInstructionAgreesWithUnboundedIntegers() {
    return rows().stream()
        .flatMap(
            row ->
                Stream.of(
                    DynamicTest.dynamicTest("i32." + row.name, () -> check(row, 32)),
                    DynamicTest.dynamicTest("i64." + row.name, () -> check(row, 64))));
  }

  @TestFactory
  Stream<DynamicTest> extend32KeepsTheLowHalf() {
    return edges(64).stream()
        .map(
            a ->
                DynamicTest.dynamicTest(
                    "i64.extend32_s " + a,
                    () ->
                        assertEquals(
                            signed(BigInteger.valueOf(a), 32).longValue(),
                            IntegerOps.i64Extend32S(a))));
  }

  private static void check(Row row, int width) {
    List<Long> edges = edges(width);
    for (long a : edges) {
      for (long b : edges) {
        check(row, width, a, b);
      }
    }
    SplittableRandom random = new SplittableRandom(width);
    for (int i = 0; i < RANDOM_PAIRS; i++) {
      check(row, width, random.nextLong(), random.nextLong() >>> random.nextInt(64));
    }
  }

  private static void check(Row row, int width, long a, long b) {
    BigInteger x = read(a, row.reading, width);
    BigInteger y = read(b, row.reading, width);
    try {
      long expected = signed(row.oracle.apply(x, y, width), width).longValue();
      assertEquals(expected, run(row, width, a, b), () -> row.name + " " + x + ", " + y);
    } catch (ExpectedTrap expected) {
      Trap trap = assertThrows(Trap.class, () -> run(row, width, a, b));
      assertEquals(expected.code, trap.code());
    }
  }

  private static long run(Row row, int width, long a, long b) {
    return width == 32 ? row.narrow.applyAsInt((int) a, (int) b) : row.wide.applyAsLong(a, b);
  }

  /** 0, +-1, both bounds, and every power of two with its neighbours, negated too. */
  private static List<Long> edges(int width) {
    List<Long> edges = new ArrayList<>(List.of(0L));
    for (int k = 0; k < width; k++) {
      long power = 1L << k;
      edges.addAll(List.of(power, power - 1, power + 1, -power));
    }
    return edges;
  }

  private static final class ExpectedTrap extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final TrapCode code;

    ExpectedTrap(TrapCode code) {
      this.code = code;
    }
  }

  private static BigInteger quotient(BigInteger a, BigInteger b, int width) {
    if (b.signum() == 0) {
      throw new ExpectedTrap(TrapCode.INTEGER_DIVIDE_BY_ZERO);
    }
    BigInteger quotient = a.divide(b);
    if (quotient.equals(BigInteger.TWO.pow(width - 1)) && b.signum() < 0) {
      throw new ExpectedTrap(TrapCode.INTEGER_OVERFLOW);
    }
    return quotient;
  }

  private static BigInteger remainder(BigInteger a, BigInteger b, int width) {
    if (b.signum() == 0) {
      throw new ExpectedTrap(TrapCode.INTEGER_DIVIDE_BY_ZERO);
    }
    return a.remainder(b);
  }

  private static int count(BigInteger b, int width) {
    return b.mod(BigInteger.valueOf(width)).intValue();
  }

  private static BigInteger truth(boolean value) {
    return value ? BigInteger.ONE : BigInteger.ZERO;
  }

  private static BigInteger read(long bits, Reading reading, int width) {
    BigInteger value = signed(BigInteger.valueOf(bits), width);
    return reading == Reading.UNSIGNED ? value.mod(BigInteger.TWO.pow(width)) : value;
  }

  private static BigInteger signed(BigInteger value, int width) {
    UnaryOperator<BigInteger> wrap = v -> v.mod(BigInteger.TWO.pow(width));
    BigInteger half = BigInteger.TWO.pow(width - 1);
    return wrap.apply(value.add(half)).subtract(half);
  }
}
