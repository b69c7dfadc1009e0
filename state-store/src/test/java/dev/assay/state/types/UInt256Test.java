package dev.assay.state.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Every operation against big integers, with words at the edges where carries are lost. */
class UInt256Test {
  private static final BigInteger SIZE = BigInteger.ONE.shiftLeft(256);

  @Property(tries = 2_000)
  void sumsAgree(@ForAll("numbers") UInt256 a, @ForAll("numbers") UInt256 b) {
    BigInteger x = a.toBigInteger();
    BigInteger y = b.toBigInteger();
    assertEquals(x.add(y).mod(SIZE), a.add(b).toBigInteger());
    assertEquals(x.subtract(y).mod(SIZE), a.subtract(b).toBigInteger());
    assertEquals(Integer.signum(x.compareTo(y)), Integer.signum(a.compareTo(b)));
    assertEquals(x.xor(y), a.xor(b).toBigInteger());
    assertEquals(x.and(y), a.and(b).toBigInteger());
    assertEquals(x.or(y), a.or(b).toBigInteger());
    assertEquals(SIZE.subtract(BigInteger.ONE).subtract(x), a.not().toBigInteger());
  }

  @Property(tries = 4_000)
  void productsAgree(@ForAll("numbers") UInt256 a, @ForAll("numbers") UInt256 b) {
    BigInteger x = a.toBigInteger();
    BigInteger y = b.toBigInteger();
    assertEquals(x.multiply(y).mod(SIZE), a.multiply(b).toBigInteger());
    assertEquals(x.multiply(y).bitLength() > 256, a.multiplyOverflows(b));
    if (b.isZero()) {
      assertEquals(UInt256.ZERO, a.divide(b));
      assertEquals(UInt256.ZERO, a.mod(b));
    } else {
      assertEquals(x.divide(y), a.divide(b).toBigInteger());
      assertEquals(x.mod(y), a.mod(b).toBigInteger());
    }
  }

  @Property(tries = 4_000)
  void modularOperationsAgree(
      @ForAll("numbers") UInt256 a, @ForAll("numbers") UInt256 b, @ForAll("numbers") UInt256 m) {
    BigInteger x = a.toBigInteger();
    BigInteger y = b.toBigInteger();
    if (m.isZero()) {
      assertEquals(UInt256.ZERO, a.addMod(b, m));
      assertEquals(UInt256.ZERO, a.multiplyMod(b, m));
    } else {
      assertEquals(x.add(y).mod(m.toBigInteger()), a.addMod(b, m).toBigInteger());
      assertEquals(x.multiply(y).mod(m.toBigInteger()), a.multiplyMod(b, m).toBigInteger());
    }
    assertEquals(x.modPow(y, SIZE), a.pow(b).toBigInteger());
  }

  @Property(tries = 1_000)
  void conversionsAgree(@ForAll("numbers") UInt256 a) {
    BigInteger x = a.toBigInteger();
    assertEquals(a, UInt256.of(a.toArray()));
    assertEquals(a, UInt256.of(a.toMinimalArray()));
    assertEquals(a, UInt256.of(x));
    assertEquals(a, UInt256.fromHex(a.toHex()));
    assertEquals("0x" + x.toString(16), a.toHex());
    assertEquals(x.toString(), a.toString());
    assertEquals(x.bitLength(), a.bitLength());
    assertEquals(a, a.toHash().toUInt256());
    for (int bits = 0; bits <= 257; bits += 1 + (bits & 7)) {
      assertEquals(x.shiftLeft(bits).mod(SIZE), a.shiftLeft(bits).toBigInteger());
      assertEquals(x.shiftRight(bits), a.shiftRight(bits).toBigInteger());
    }
  }

  @Test
  void exactFormsThrowAtTheEdge() {
    assertEquals(UInt256.MAX, UInt256.MAX.subtract(UInt256.ONE).addExact(UInt256.ONE));
    assertThrows(ArithmeticException.class, () -> UInt256.MAX.addExact(UInt256.ONE));
    assertThrows(ArithmeticException.class, () -> UInt256.ZERO.subtractExact(UInt256.ONE));
    assertThrows(ArithmeticException.class, () -> UInt256.MAX.multiplyExact(UInt256.of(2)));
    assertEquals(Long.MAX_VALUE, UInt256.of(Long.MAX_VALUE).toLongExact());
    assertThrows(ArithmeticException.class, () -> UInt256.of(Long.MIN_VALUE).toLongExact());
  }

  @Test
  void textIsRefusedWhereItIsNoNumber() {
    assertThrows(IllegalArgumentException.class, () -> UInt256.fromHex("0x"));
    assertThrows(IllegalArgumentException.class, () -> UInt256.fromHex("0x" + "1".repeat(65)));
    assertThrows(IllegalArgumentException.class, () -> UInt256.fromHex("0xg"));
    assertThrows(IllegalArgumentException.class, () -> UInt256.of(new byte[33]));
    assertTrue(UInt256.of(BigInteger.ZERO).isZero());
    assertThrows(IllegalArgumentException.class, () -> UInt256.of(BigInteger.valueOf(-1)));
  }

  @Provide
  Arbitrary<UInt256> numbers() {
    Arbitrary<Long> words =
        Arbitraries.oneOf(
            Arbitraries.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 0xFFFFFFFFL, 1L << 32),
            Arbitraries.longs());
    return Combinators.combine(words, words, words, words)
        .as(UInt256::ofLongs)
        .flatMap(full -> Arbitraries.of(0, 0, 64, 130, 192, 255).map(full::shiftRight));
  }
}
