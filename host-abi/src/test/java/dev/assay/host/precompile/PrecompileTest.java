package dev.assay.host.precompile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

class PrecompileTest {

  private static final PairingCurve BN = PairingCurve.BN254;

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] word(long value) {
    return Words.fixed(BigInteger.valueOf(value), 32);
  }

  private static byte[] join(byte[]... parts) {
    byte[] all = new byte[0];
    for (byte[] part : parts) {
      all = Words.concat(all, part);
    }
    return all;
  }

  private static byte[] run(Precompile precompile, byte[] input) {
    return precompile.run(input).orElseThrow();
  }

  @Test
  void addressesAreFoundAndNeighboursAreNot() {
    for (Precompile precompile : Precompile.values()) {
      byte[] address = Words.fixed(BigInteger.valueOf(precompile.address()), 20);
      assertEquals(precompile, Precompile.at(address));
      address[0] = 1;
      assertNull(Precompile.at(address));
    }
    assertNull(Precompile.at(new byte[20]));
    assertNull(Precompile.at(Words.fixed(BigInteger.valueOf(0x0b), 20)));
    assertNull(Precompile.at(Words.fixed(BigInteger.valueOf(0x101), 20)));
  }

  @Test
  void everyRowHasAPriceASourceAndAnAnswerToNothing() {
    for (Precompile precompile : Precompile.values()) {
      assertNotNull(precompile.source());
      assertEquals(precompile == Precompile.BLAKE2F, precompile.gas(new byte[0]) == 0);
      assertNotNull(precompile.run(new byte[0]));
    }
  }

  @Test
  void recoversTheSignersAddress() {
    byte[] input =
        join(
            hex("456e9aea5e197a1f1af7a3e85a3212fa4049a3ba34c2289b4c860fc0b0c64ef3"),
            word(28),
            hex("9242685bf161793cc25603c231bc2f568eb630ea16aa137d2664ac8038825608"),
            hex("4f8ae3bd7535248d0bd448298cc2e2071e56992d0774dc340c368ae950852ada"));
    String address = "0000000000000000000000007156526fbd7a3c72969b54f64e42c10fbb768c8a";
    assertEquals(address, HexFormat.of().formatHex(run(Precompile.ECRECOVER, input)));
    input[63] = 29;
    assertEquals(0, run(Precompile.ECRECOVER, input).length);
  }

  @Test
  void hashesOfNothing() {
    assertArrayEquals(
        hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        run(Precompile.SHA256, new byte[0]));
    assertArrayEquals(
        hex("0000000000000000000000009c1185a5c5e9fc54612808977ee8f548b2258d31"),
        run(Precompile.RIPEMD160, new byte[0]));
    assertEquals(60, Precompile.SHA256.gas(new byte[0]));
    assertEquals(72, Precompile.SHA256.gas(new byte[32]));
    assertEquals(84, Precompile.SHA256.gas(new byte[33]));
  }

  @Test
  void modularPowersFollowFermat() {
    byte[] input = join(word(1), word(1), word(1), new byte[] {3, 16, 17});
    assertArrayEquals(new byte[] {1}, run(Precompile.MODEXP, input));
    assertEquals(200, Precompile.MODEXP.gas(input));
  }

  @Test
  void aModulusTooLongForMemoryCostsMoreThanAnybodyHas() {
    byte[] huge = Words.fixed(BigInteger.ONE.shiftLeft(255), 32);
    assertEquals(Long.MAX_VALUE, Precompile.MODEXP.gas(join(word(1), word(1), huge)));
    assertEquals(Long.MAX_VALUE, Precompile.MODEXP.gas(join(huge, huge, word(1))));
  }

  @Test
  void anExponentThatTheInputDoesNotHoldIsZeros() {
    byte[] input = join(word(1), word(1000), word(1), new byte[] {2});
    assertArrayEquals(new byte[] {0}, run(Precompile.MODEXP, input));
  }

  @Property(tries = 50)
  void modularPowersAgreeWithBigInteger(
      @ForAll @Size(max = 40) byte[] base,
      @ForAll @Size(max = 40) byte[] exponent,
      @ForAll @Size(min = 1, max = 40) byte[] modulus) {
    byte[] lengths = join(word(base.length), word(exponent.length), word(modulus.length));
    BigInteger m = new BigInteger(1, modulus);
    BigInteger expected =
        m.signum() == 0
            ? BigInteger.ZERO
            : new BigInteger(1, base).modPow(new BigInteger(1, exponent), m);
    byte[] output = run(Precompile.MODEXP, join(lengths, base, exponent, modulus));
    assertArrayEquals(Words.fixed(expected, modulus.length), output);
  }

  @Test
  void doublingByAdditionIsDoublingByMultiplication() {
    byte[] generator = join(word(1), word(2));
    byte[] sum = run(Precompile.BN254_ADD, join(generator, generator));
    assertArrayEquals(sum, run(Precompile.BN254_MULTIPLY, join(generator, word(2))));
    assertEquals(Optional.empty(), Precompile.BN254_ADD.run(join(word(1), word(1))));
    assertArrayEquals(new byte[64], run(Precompile.BN254_ADD, new byte[0]));
  }

  @Property(tries = 8)
  void thePairingIsBilinear(@ForAll @IntRange(min = 1) int a) {
    byte[] generator = join(word(1), word(2));
    byte[] multiple = run(Precompile.BN254_MULTIPLY, join(generator, word(a)));
    BigInteger complement = BN.order().subtract(BigInteger.valueOf(a));
    byte[] rest = run(Precompile.BN254_MULTIPLY, join(generator, Words.fixed(complement, 32)));
    byte[] cancelling = join(multiple, g2(), rest, g2());
    assertArrayEquals(word(1), run(Precompile.BN254_PAIRING, cancelling));
    assertArrayEquals(
        word(0), run(Precompile.BN254_PAIRING, join(multiple, g2(), rest, g2(), generator, g2())));
    assertEquals(113_000, Precompile.BN254_PAIRING.gas(cancelling));
  }

  private static byte[] g2() {
    return join(
        hex("198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"),
        hex("1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"),
        hex("090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"),
        hex("12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa"));
  }

  @Test
  void pointsOutsideTheGroupAreRefused() {
    byte[] off = g2();
    off[127] ^= 1;
    byte[] generator = join(word(1), word(2));
    assertEquals(Optional.empty(), Precompile.BN254_PAIRING.run(join(generator, off)));
    assertEquals(Optional.empty(), Precompile.BN254_PAIRING.run(new byte[191]));
    assertArrayEquals(word(1), run(Precompile.BN254_PAIRING, new byte[192]));
  }

  @Test
  void theTwistsSubgroupIsSmallerThanTheTwist() {
    TwistPoint onTwist = pointOfTheTwist();
    assertEquals(true, onTwist.isOnCurve(BN.twistB()));
    assertEquals(false, BN.contains(onTwist));
  }

  /** The first abscissa {@code n + u} that has an ordinate whose norm equation is solvable. */
  private static TwistPoint pointOfTheTwist() {
    PrimeField field = BN.field();
    BigInteger p = field.modulus();
    BigInteger quarter = p.multiply(p).subtract(BigInteger.ONE).shiftRight(1);
    for (int n = 0; ; n++) {
      Fp2 x = new Fp2(field.one().times(n), field.one());
      Fp2 square = x.square().multiply(x).add(BN.twistB());
      if (square.power(quarter).equals(Fp2.one(field))) {
        return new TwistPoint(x, root(square));
      }
    }
  }

  /** p = 3 mod 4: Adj and Rodriguez-Henriquez, algorithm 9. */
  private static Fp2 root(Fp2 a) {
    BigInteger p = BN.field().modulus();
    Fp2 one = Fp2.one(BN.field());
    Fp2 a1 = a.power(p.subtract(BigInteger.valueOf(3)).shiftRight(2));
    Fp2 alpha = a1.square().multiply(a);
    Fp2 x0 = a1.multiply(a);
    return alpha.equals(one.negate())
        ? new Fp2(x0.c1().negate(), x0.c0())
        : one.add(alpha).power(p.subtract(BigInteger.ONE).shiftRight(1)).multiply(x0);
  }

  @Test
  void blake2CompressesTheRfcsExample() {
    byte[] input =
        hex(
            "0000000c48c9bdf267e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5"
                + "d182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b616263"
                + "00".repeat(125)
                + "0300000000000000000000000000000001");
    String expected =
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
            + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923";
    assertEquals(expected, HexFormat.of().formatHex(run(Precompile.BLAKE2F, input)));
    assertEquals(12, Precompile.BLAKE2F.gas(input));
    input[212] = 2;
    assertEquals(Optional.empty(), Precompile.BLAKE2F.run(input));
  }

  @Test
  void theConstantPolynomialIsProvenByInfinity() {
    byte[] zeroCommitment = new byte[48];
    zeroCommitment[0] = (byte) 0xc0;
    byte[] hash = run(Precompile.SHA256, zeroCommitment);
    hash[0] = 1;
    byte[] proven = join(hash, word(5), word(0), zeroCommitment, zeroCommitment);
    assertEquals(64, run(Precompile.POINT_EVALUATION, proven).length);
    byte[] wrongValue = join(hash, word(5), word(1), zeroCommitment, zeroCommitment);
    assertEquals(Optional.empty(), Precompile.POINT_EVALUATION.run(wrongValue));
    proven[0] = 2;
    assertEquals(Optional.empty(), Precompile.POINT_EVALUATION.run(proven));
  }

  @Property(tries = 200)
  void fieldArithmeticAgreesWithBigInteger(
      @ForAll @Size(32) byte[] left, @ForAll @Size(32) byte[] right) {
    PrimeField field = BN.field();
    BigInteger p = field.modulus();
    BigInteger a = new BigInteger(1, left).mod(p);
    BigInteger b = new BigInteger(1, right).mod(p);
    Fp x = field.of(a);
    Fp y = field.of(b);
    assertEquals(a, x.toBigInteger());
    assertEquals(a.multiply(b).mod(p), x.multiply(y).toBigInteger());
    assertEquals(a.add(b).mod(p), x.add(y).toBigInteger());
    assertEquals(a.subtract(b).mod(p), x.subtract(y).toBigInteger());
    assertEquals(a.multiply(BigInteger.valueOf(9)).mod(p), x.times(9).toBigInteger());
  }

  @Property(tries = 300)
  void noInputThrows(@ForAll @Size(max = 400) byte[] input) {
    for (Precompile precompile : Precompile.values()) {
      if (precompile.gas(input) <= 1_000_000) {
        assertNotNull(precompile.run(input));
      }
    }
  }

  @Test
  void groupOrderTimesGeneratorIsInfinity() {
    ECPoint generator = BN.g1().createPoint(BigInteger.ONE, BigInteger.TWO);
    assertEquals(true, generator.multiply(BN.order()).isInfinity());
  }
}
