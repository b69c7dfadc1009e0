package dev.assay.vm.exec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.vm.exec.VectorOracle.Vector;
import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Immediates;
import dev.assay.vm.isa.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every vector instruction against the plain lane-by-lane reading, and with overlapping slots. */
class SimdOpsTest {
  private static final int RANDOM_VECTORS = 400;

  private record Row(int code, String mnemonic) {}

  /** The instructions that touch neither memory nor constants; shuffle has its own test. */
  private static Stream<Row> rows() {
    return Stream.of(Opcode.values())
        .filter(row -> row.category() == Category.VECTOR && row.immediates() != Immediates.LANES)
        .map(row -> new Row(row.code(), row.mnemonic()));
  }

  @TestFactory
  Stream<DynamicTest> everyInstructionAgreesWithTheLaneByLaneReading() {
    return rows().map(row -> DynamicTest.dynamicTest(row.mnemonic, () -> check(row)));
  }

  private static void check(Row row) {
    List<Vector> vectors = vectors();
    for (int i = 0; i < vectors.size(); i++) {
      Vector a = vectors.get(i);
      Vector b = vectors.get((i * 7 + 3) % vectors.size());
      Vector c = vectors.get((i * 13 + 5) % vectors.size());
      String op = row.mnemonic.substring(row.mnemonic.indexOf('.') + 1);
      if (op.equals("splat")) {
        checkSplat(row, a);
      } else if (op.contains("_lane")) {
        checkLanes(row, a, b);
      } else if (op.startsWith("sh")) {
        checkShift(row, a, (int) b.low());
      } else if (op.endsWith("_true") || op.equals("bitmask")) {
        assertEquals(
            VectorOracle.test(row.mnemonic, a), (int) scalar(row, a, 0), () -> row + " " + a);
      } else {
        checkVectors(row, a, b, c);
      }
    }
  }

  private static void checkVectors(Row row, Vector a, Vector b, Vector c) {
    Vector expected = VectorOracle.apply(row.mnemonic, a, b, c);
    for (int dst = 0; dst <= 8; dst++) {
      long[] r = {0, a.low(), a.high(), b.low(), b.high(), c.low(), c.high(), 0, 0, 0};
      SimdOps.execute(row.code, r, dst, 1, 3, 5);
      assertEquals(expected, new Vector(r[dst], r[dst + 1]), () -> row + " " + a + b + c);
    }
    Vector same = VectorOracle.apply(row.mnemonic, a, a, a);
    long[] r = {a.low(), a.high()};
    SimdOps.execute(row.code, r, 0, 0, 0, 0);
    assertEquals(same, new Vector(r[0], r[1]), () -> row + " " + a);
  }

  private static void checkShift(Row row, Vector a, int random) {
    for (int count : new int[] {0, 1, 7, 8, 31, 32, 63, 64, -1, random}) {
      for (int dst = 0; dst <= 3; dst++) {
        long[] r = {0, a.low(), a.high(), count, 0};
        SimdOps.execute(row.code, r, dst, 1, 3, 0);
        assertEquals(
            VectorOracle.shift(row.mnemonic, a, count),
            new Vector(r[dst], r[dst + 1]),
            () -> row + " " + a + " by " + count);
      }
    }
  }

  private static void checkSplat(Row row, Vector a) {
    int width = width(row.mnemonic);
    long[] r = {a.low(), 0};
    SimdOps.execute(row.code, r, 0, 0, 0, 0);
    Vector result = new Vector(r[0], r[1]);
    for (int i = 0; i < 128 / width; i++) {
      assertEquals(a.lane(0, width, false), result.lane(i, width, false), row::mnemonic);
    }
  }

  private static void checkLanes(Row row, Vector a, Vector b) {
    int width = width(row.mnemonic);
    boolean signed = !row.mnemonic.endsWith("_u");
    for (int lane = 0; lane < 128 / width; lane++) {
      if (row.mnemonic.contains("extract")) {
        long expected = a.lane(lane, width, signed).longValue();
        long actual = scalar(row, a, lane);
        assertEquals(width == 64 ? expected : (int) expected, width == 64 ? actual : (int) actual);
      } else {
        checkReplaced(row, a, b, lane, width);
      }
    }
  }

  private static void checkReplaced(Row row, Vector a, Vector b, int lane, int width) {
    long[] r = {a.low(), a.high(), b.low()};
    SimdOps.execute(row.code, r, 0, 0, 2, lane);
    Vector result = new Vector(r[0], r[1]);
    for (int i = 0; i < 128 / width; i++) {
      Vector from = i == lane ? b : a;
      assertEquals(
          from.lane(i == lane ? 0 : i, width, false), result.lane(i, width, false), row::mnemonic);
    }
    assertEquals(b.lane(0, width, false).longValue(), SimdOps.lane(r, 0, lane, width));
  }

  private static int width(String mnemonic) {
    return Integer.parseInt(mnemonic.substring(1, mnemonic.indexOf('x')));
  }

  private static long scalar(Row row, Vector a, int lane) {
    long[] r = {a.low(), a.high()};
    SimdOps.execute(row.code, r, 0, 0, 0, lane);
    return r[0];
  }

  @Test
  void shuffleChoosesBytesOfBothOperands() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      long[] r = new long[6];
      for (int i = 0; i < 32; i++) {
        r[i / 8] |= (bytes[i] & 0xffL) << (i % 8 * 8);
      }
      long low = random.nextLong() & 0x1f1f1f1f1f1f1f1fL;
      long high = random.nextLong() & 0x1f1f1f1f1f1f1f1fL;
      long[] expected = new long[2];
      for (int i = 0; i < 16; i++) {
        int index = (int) ((i < 8 ? low : high) >>> (i % 8 * 8)) & 0x1f;
        expected[i / 8] |= (bytes[index] & 0xffL) << (i % 8 * 8);
      }
      SimdOps.i8x16Shuffle(r, 1, 0, 2, low, high);
      assertArrayEquals(expected, new long[] {r[1], r[2]});
    }
  }

  @Test
  void loadsWidenSplatAndZeroFill() {
    long bits = 0x80ff7f0001fe8081L;
    assertEquals(
        new Vector(0x0001fffeff80ff81L, 0xff80ffff007f0000L), loaded(bits, SimdOps::v128Load8x8S));
    assertEquals(
        new Vector(0x000100fe00800081L, 0x008000ff007f0000L), loaded(bits, SimdOps::v128Load8x8U));
    assertEquals(
        new Vector(0x000001feffff8081L, 0xffff80ff00007f00L), loaded(bits, SimdOps::v128Load16x4S));
    assertEquals(
        new Vector(0x000001fe00008081L, 0x000080ff00007f00L), loaded(bits, SimdOps::v128Load16x4U));
    assertEquals(
        new Vector(0x01fe8081L, 0xffffffff80ff7f00L), loaded(bits, SimdOps::v128Load32x2S));
    assertEquals(new Vector(0x01fe8081L, 0x80ff7f00L), loaded(bits, SimdOps::v128Load32x2U));
    assertEquals(
        new Vector(0x8181818181818181L, 0x8181818181818181L),
        loaded(0x81, SimdOps::v128Load8Splat));
    assertEquals(
        new Vector(0x8081808180818081L, 0x8081808180818081L),
        loaded(0x8081, SimdOps::v128Load16Splat));
    assertEquals(
        new Vector(0xfe808081fe808081L, 0xfe808081fe808081L),
        loaded(0xfe808081L, SimdOps::v128Load32Splat));
    assertEquals(new Vector(bits, bits), loaded(bits, SimdOps::v128Load64Splat));
    assertEquals(new Vector(0xfe808081L, 0), loaded(0xfe808081L, SimdOps::v128Load32Zero));
    assertEquals(new Vector(bits, 0), loaded(bits, SimdOps::v128Load64Zero));
  }

  private interface Load {
    void into(long[] r, int dst, long bits);
  }

  private static Vector loaded(long bits, Load load) {
    long[] r = {-1, -1};
    load.into(r, 0, bits);
    return new Vector(r[0], r[1]);
  }

  @Test
  void codesWithoutARowAreRefused() {
    for (int code : new int[] {-1, 0x00, 0x0c, 0x0d, 0x54, 0x9a, 0x100}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> SimdOps.execute(code, new long[8], 0, 2, 4, 6),
          () -> "code " + code);
    }
  }

  /** Lanes from the borders of each width, float specials among them, and random bits. */
  private static List<Vector> vectors() {
    long[] edges = {
      0,
      -1,
      0x0101010101010101L,
      0x7f7f7f7f80808080L,
      0x80007fff80007fffL,
      0x8000000080000000L,
      0x7fffffff7fffffffL,
      Long.MIN_VALUE,
      Long.MAX_VALUE,
      0x00ff00ff00ff00ffL,
      0xff00ff01fe027f80L,
      0x7fa00001ffc12345L,
      0x7ff4000000000001L,
      0xfff8123456789abcL,
      0x7ff0000000000000L,
      0x3f800000bf800000L,
      0x3ff0000000000000L,
      0xbfe0000000000000L,
      0x4f0000004f800000L,
      0x41dfffffffc00000L,
      0x41f0000000000000L,
      0x7f800000ff800000L,
      0x0000000180000001L,
      1
    };
    List<Vector> vectors = new ArrayList<>();
    for (long low : edges) {
      for (long high : edges) {
        vectors.add(new Vector(low, high));
      }
    }
    SplittableRandom random = new SplittableRandom(128);
    for (int i = 0; i < RANDOM_VECTORS; i++) {
      vectors.add(new Vector(random.nextLong(), random.nextLong()));
    }
    return vectors;
  }
}
