package dev.assay.host.precompile;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/** Addition, multiplication and pairing check on alt_bn128: EIP-196, EIP-197. */
final class Bn254 {

  private static final PairingCurve CURVE = PairingCurve.BN254;
  private static final int PAIR_LENGTH = 192;

  private Bn254() {}

  /** Input: two points of 64 bytes. Output: their sum. Fails on a point off the curve. */
  static Optional<byte[]> add(byte[] input) {
    Optional<ECPoint> a = point(input, 0);
    Optional<ECPoint> b = point(input, 64);
    return a.flatMap(p -> b.map(q -> encode(p.add(q))));
  }

  /** Input: a point of 64 bytes and a number of 32. Output: the multiple. */
  static Optional<byte[]> multiply(byte[] input) {
    BigInteger factor = Words.number(input, 64, 32);
    return point(input, 0).map(p -> encode(p.multiply(factor)));
  }

  /** Input: pairs of a G1 point (64 bytes) and a G2 point (128). Output: a word, 1 or 0. */
  static Optional<byte[]> pairing(byte[] input) {
    if (input.length % PAIR_LENGTH != 0) {
      return Optional.empty();
    }
    Pairing pairing = new Pairing(CURVE);
    for (int offset = 0; offset < input.length; offset += PAIR_LENGTH) {
      if (!include(pairing, input, offset)) {
        return Optional.empty();
      }
    }
    return Optional.of(Words.fixed(pairing.isOne() ? BigInteger.ONE : BigInteger.ZERO, 32));
  }

  static long pairs(byte[] input) {
    return input.length / PAIR_LENGTH;
  }

  private static boolean include(Pairing pairing, byte[] input, int offset) {
    Optional<ECPoint> p = point(input, offset);
    if (p.isEmpty()) {
      return false;
    }
    BigInteger[] words = new BigInteger[4];
    for (int i = 0; i < 4; i++) {
      words[i] = Words.number(input, offset + 64 + 32 * i, 32);
      if (words[i].compareTo(CURVE.field().modulus()) >= 0) {
        return false;
      }
    }
    TwistPoint q = new TwistPoint(element(words[1], words[0]), element(words[3], words[2]));
    boolean infinite = q.x().isZero() && q.y().isZero();
    if (!infinite && !CURVE.contains(q)) {
      return false;
    }
    if (!infinite && !p.get().isInfinity()) {
      pairing.with(p.get(), q);
    }
    return true;
  }

  private static Fp2 element(BigInteger real, BigInteger imaginary) {
    return new Fp2(CURVE.field().of(real), CURVE.field().of(imaginary));
  }

  private static Optional<ECPoint> point(byte[] input, int offset) {
    BigInteger x = Words.number(input, offset, 32);
    BigInteger y = Words.number(input, offset + 32, 32);
    if (x.signum() == 0 && y.signum() == 0) {
      return Optional.of(CURVE.g1().getInfinity());
    }
    BigInteger p = CURVE.field().modulus();
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return Optional.empty();
    }
    return Optional.of(CURVE.g1().createPoint(x, y)).filter(ECPoint::isValid);
  }

  private static byte[] encode(ECPoint point) {
    if (point.isInfinity()) {
      return new byte[64];
    }
    ECPoint affine = point.normalize();
    return Words.concat(
        Words.fixed(affine.getAffineXCoord().toBigInteger(), 32),
        Words.fixed(affine.getAffineYCoord().toBigInteger(), 32));
  }
}
