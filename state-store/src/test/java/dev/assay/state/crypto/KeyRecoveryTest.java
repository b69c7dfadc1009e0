package dev.assay.state.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

/** Our curve arithmetic against BouncyCastle's and against BigInteger. */
class KeyRecoveryTest {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger N = CURVE.getN();
  private static final BigInteger P = CURVE.getCurve().getField().getCharacteristic();

  /** Numbers below 2^256, the corners of limbs, of the field and of the order among them. */
  @Provide
  Arbitrary<BigInteger> numbers() {
    BigInteger end = BigInteger.TWO.pow(256);
    List<BigInteger> corners =
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            P,
            P.subtract(BigInteger.ONE),
            P.add(BigInteger.ONE),
            N,
            N.subtract(BigInteger.ONE),
            end.subtract(BigInteger.ONE),
            BigInteger.TWO.pow(52).subtract(BigInteger.ONE),
            BigInteger.TWO.pow(208),
            KeyRecovery.LAMBDA);
    return Arbitraries.oneOf(
        Arbitraries.bigIntegers().between(BigInteger.ZERO, end.subtract(BigInteger.ONE)),
        Arbitraries.of(corners));
  }

  private static long[] element(BigInteger value) {
    return FieldElement.of(UInt256.of(value));
  }

  private static void assertElement(BigInteger expected, long[] actual) {
    assertEquals(UInt256.of(expected.mod(P)), FieldElement.value(actual));
  }

  @Property
  void fieldArithmetic(@ForAll("numbers") BigInteger a, @ForAll("numbers") BigInteger b) {
    long[] out = new long[FieldElement.LIMBS];
    FieldElement.multiply(out, element(a), element(b));
    assertElement(a.multiply(b), out);
    FieldElement.square(out, element(a));
    assertElement(a.multiply(a), out);
    FieldElement.subtract(out, element(a), element(b));
    assertElement(a.subtract(b), out);
    assertEquals(a.subtract(b).mod(P).signum() == 0, FieldElement.isZero(out));
  }

  /** Factors wider than the point formulas ever make them. */
  @Property
  void wideFactors(@ForAll("numbers") BigInteger a, @ForAll("numbers") BigInteger b) {
    long[] left = new long[FieldElement.LIMBS];
    long[] right = new long[FieldElement.LIMBS];
    FieldElement.scale(left, element(a), -19);
    FieldElement.scale(right, element(b), 19);
    long[] out = new long[FieldElement.LIMBS];
    FieldElement.multiply(out, left, right);
    assertElement(a.multiply(b).multiply(BigInteger.valueOf(-361)), out);
    FieldElement.scale(left, element(a), -15);
    FieldElement.square(out, left);
    assertElement(a.multiply(a).multiply(BigInteger.valueOf(225)), out);
  }

  @Property(tries = 100)
  void inversesAndRoots(@ForAll("numbers") BigInteger a) {
    BigInteger inverse = a.mod(P).signum() == 0 ? BigInteger.ZERO : a.modInverse(P);
    assertElement(inverse, FieldElement.inverse(element(a)));
    BigInteger root = a.modPow(P.add(BigInteger.ONE).shiftRight(2), P);
    assertElement(root, FieldElement.rootCandidate(element(a)));
  }

  @Property
  void splitsFactorsInHalf(@ForAll("numbers") BigInteger number) {
    BigInteger k = number.mod(N);
    KeyRecovery.Split split = KeyRecovery.Split.of(k);
    assertEquals(k, split.plain().add(split.mapped().multiply(KeyRecovery.LAMBDA)).mod(N));
    assertTrue(split.plain().abs().bitLength() <= 129);
    assertTrue(split.mapped().abs().bitLength() <= 129);
    for (int window = 5; window <= 8; window++) {
      assertEquals(split.plain(), value(KeyRecovery.digits(split.plain(), window)));
    }
  }

  private static BigInteger value(byte[] digits) {
    BigInteger value = BigInteger.ZERO;
    for (int i = digits.length - 1; i >= 0; i--) {
      value = value.shiftLeft(1).add(BigInteger.valueOf(digits[i]));
    }
    return value;
  }

  @Property(tries = 300)
  void recoversWhatBouncyCastleRecovers(
      @ForAll("numbers") BigInteger r,
      @ForAll("numbers") BigInteger s,
      @ForAll("numbers") BigInteger digest,
      @ForAll boolean odd) {
    Signature signature = new Signature(odd ? 1 : 0, UInt256.of(r), UInt256.of(s));
    Hash hash = UInt256.of(digest).toHash();
    Optional<PublicKey> expected =
        signature.isInRange() ? oracle(hash, signature) : Optional.empty();
    assertEquals(expected, SenderRecovery.recoverKey(hash, signature));
  }

  /** s R = e G: the sum is the point at infinity, which is nobody's key. */
  @Test
  void aSignatureOfNobody() {
    Hash digest = Keccak.hash(new byte[] {1});
    SecretKey one = SecretKey.of(UInt256.ONE);
    Signature signature =
        new Signature(
            one.publicKey().y().testBit(0) ? 1 : 0,
            one.publicKey().x(),
            UInt256.of(digest.toUInt256().toBigInteger().mod(N)));
    assertEquals(Optional.empty(), SenderRecovery.recoverKey(digest, signature));
  }

  /** The sum meets a point twice on its way: R = G makes every table entry its own double. */
  @Test
  void sumsOfAPointWithItself() {
    SecretKey one = SecretKey.of(UInt256.ONE);
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      byte[] message = new byte[32];
      random.nextBytes(message);
      Hash digest = Keccak.hash(message);
      Signature signature = new Signature(i & 1, one.publicKey().x(), UInt256.of(i % 7 + 1));
      assertEquals(oracle(digest, signature), SenderRecovery.recoverKey(digest, signature));
    }
  }

  @Test
  void theSameBytesAsTheKey() {
    SecretKey key = SecretKey.of(UInt256.of(77));
    Hash digest = Keccak.hash(new byte[0]);
    assertArrayEquals(
        key.publicKey().toArray(),
        SenderRecovery.recoverKey(digest, key.sign(digest)).orElseThrow().toArray());
  }

  private static Optional<PublicKey> oracle(Hash digest, Signature signature) {
    byte[] compressed = new byte[33];
    compressed[0] = (byte) (2 + signature.yParity());
    signature.r().writeTo(compressed, 1);
    ECPoint nonce;
    try {
      nonce = CURVE.getCurve().decodePoint(compressed);
    } catch (IllegalArgumentException notOnCurve) {
      return Optional.empty();
    }
    BigInteger inverse = signature.r().toBigInteger().modInverse(N);
    BigInteger u1 = digest.toUInt256().toBigInteger().negate().multiply(inverse).mod(N);
    BigInteger u2 = signature.s().toBigInteger().multiply(inverse).mod(N);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), u1, nonce, u2).normalize();
    return key.isInfinity()
        ? Optional.empty()
        : Optional.of(
            new PublicKey(
                UInt256.of(key.getAffineXCoord().toBigInteger()),
                UInt256.of(key.getAffineYCoord().toBigInteger())));
  }
}
