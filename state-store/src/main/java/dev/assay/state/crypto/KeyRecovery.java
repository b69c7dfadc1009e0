package dev.assay.state.crypto;

import dev.assay.state.crypto.JacobianPoint.Affine;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Recovery of the key behind a signature: one sum of two multiples, -(e / r) G + (s / r) R.
 *
 * <p>The curve has an endomorphism: multiplication by {@link #LAMBDA} costs one field
 * multiplication, (x, y) to (BETA x, y). Each factor is therefore split in two of half the length,
 * and the four multiples share 130 doublings (Gallant, Lambert, Vanstone: "Faster point
 * multiplication on elliptic curves with efficient endomorphisms", 2001). Not constant in time, as
 * nothing here is secret.
 */
final class KeyRecovery {
  private static final BigInteger N = Signature.CURVE_ORDER.toBigInteger();
  private static final BigInteger HALF_N = N.shiftRight(1);
  private static final UInt256 P =
      UInt256.fromHex("0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f");

  /** The cube root of one modulo the order, and its counterpart in the field. */
  static final BigInteger LAMBDA =
      hex("5363ad4cc05c30e0a5261c028812645a122e22ea20816678df02967c1b23bd72");

  private static final long[] BETA =
      FieldElement.of(
          UInt256.fromHex("0x7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501ee"));

  /** A short basis of the lattice of (a, b) with a + b LAMBDA = 0 modulo the order. */
  private static final BigInteger A1 = hex("3086d221a7d46bcde86c90e49284eb15");

  private static final BigInteger MINUS_B1 = hex("e4437ed6010e88286f547fa90abfe4c3");
  private static final BigInteger A2 = hex("114ca50f7a8e2f3f657c1108d9d44cfd8");
  private static final BigInteger B2 = A1;

  /** Digits of a half-length factor in non-adjacent form, with room for the last carry. */
  private static final int DIGITS = 131;

  private static final int BASE_WINDOW = 8;
  private static final int WINDOW = 5;

  private static final Affine GENERATOR =
      new Affine(
          FieldElement.of(
              UInt256.fromHex(
                  "0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")),
          FieldElement.of(
              UInt256.fromHex(
                  "0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8")));

  private static final Affine[] BASE = oddMultiples(GENERATOR, BASE_WINDOW);
  private static final Affine[] MAPPED_BASE = mapped(BASE);

  private KeyRecovery() {}

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }

  /** The key, if the signature is anybody's; r and s are in range. */
  static Optional<PublicKey> recover(Hash digest, Signature signature) {
    return nonce(signature).flatMap(point -> recover(digest, signature, point));
  }

  private static Optional<PublicKey> recover(Hash digest, Signature signature, Affine nonce) {
    BigInteger inverse = signature.r().toBigInteger().modInverse(N);
    BigInteger u1 = digest.toUInt256().toBigInteger().negate().multiply(inverse).mod(N);
    BigInteger u2 = signature.s().toBigInteger().multiply(inverse).mod(N);
    JacobianPoint key = sum(u1, u2, nonce);
    if (key.isInfinite()) {
      return Optional.empty();
    }
    Affine point = JacobianPoint.normalize(new JacobianPoint[] {key})[0];
    return Optional.of(new PublicKey(FieldElement.value(point.x()), FieldElement.value(point.y())));
  }

  /** The point whose x is r and whose y has the parity of the signature. */
  private static Optional<Affine> nonce(Signature signature) {
    if (signature.r().compareTo(P) >= 0) {
      return Optional.empty();
    }
    long[] x = FieldElement.of(signature.r());
    long[] right = new long[FieldElement.LIMBS];
    FieldElement.square(right, x);
    FieldElement.multiply(right, right, x);
    right[0] += 7;
    long[] y = FieldElement.rootCandidate(right);
    long[] difference = new long[FieldElement.LIMBS];
    FieldElement.square(difference, y);
    FieldElement.subtract(difference, difference, right);
    if (!FieldElement.isZero(difference)) {
      return Optional.empty();
    }
    FieldElement.normalize(y);
    Affine point = new Affine(x, y);
    return Optional.of((y[0] & 1) == signature.yParity() ? point : point.negated());
  }

  /** u1 G + u2 point. */
  static JacobianPoint sum(BigInteger u1, BigInteger u2, Affine point) {
    Affine[] table = oddMultiples(point, WINDOW);
    Affine[][] tables = {BASE, MAPPED_BASE, table, mapped(table)};
    Split base = Split.of(u1);
    Split other = Split.of(u2);
    byte[][] digits = {
      digits(base.plain(), BASE_WINDOW),
      digits(base.mapped(), BASE_WINDOW),
      digits(other.plain(), WINDOW),
      digits(other.mapped(), WINDOW)
    };
    JacobianPoint sum = JacobianPoint.infinity();
    for (int i = DIGITS - 1; i >= 0; i--) {
      sum.twice();
      for (int j = 0; j < tables.length; j++) {
        int digit = digits[j][i];
        if (digit > 0) {
          sum.add(tables[j][digit >> 1]);
        } else if (digit < 0) {
          sum.add(tables[j][-digit >> 1].negated());
        }
      }
    }
    return sum;
  }

  /** A factor k as plain + mapped LAMBDA modulo the order, both of at most 129 bits. */
  record Split(BigInteger plain, BigInteger mapped) {
    static Split of(BigInteger k) {
      BigInteger c1 = rounded(B2.multiply(k));
      BigInteger c2 = rounded(MINUS_B1.multiply(k));
      return new Split(
          k.subtract(c1.multiply(A1)).subtract(c2.multiply(A2)),
          c1.multiply(MINUS_B1).subtract(c2.multiply(B2)));
    }

    private static BigInteger rounded(BigInteger numerator) {
      return numerator.add(HALF_N).divide(N);
    }
  }

  /** P, 3P, 5P, ... as many as a window of that width selects from. */
  private static Affine[] oddMultiples(Affine point, int window) {
    JacobianPoint[] multiples = new JacobianPoint[1 << (window - 2)];
    JacobianPoint twice = JacobianPoint.of(point);
    twice.twice();
    Affine step = JacobianPoint.normalize(new JacobianPoint[] {twice})[0];
    JacobianPoint next = JacobianPoint.of(point);
    for (int i = 0; i < multiples.length; i++) {
      multiples[i] = next;
      next = next.copy();
      next.add(step);
    }
    return JacobianPoint.normalize(multiples);
  }

  private static Affine[] mapped(Affine[] points) {
    Affine[] result = new Affine[points.length];
    for (int i = 0; i < points.length; i++) {
      long[] x = new long[FieldElement.LIMBS];
      FieldElement.multiply(x, points[i].x(), BETA);
      result[i] = new Affine(x, points[i].y());
    }
    return result;
  }

  /** Signed odd digits, least significant first, at most one in any {@code window} positions. */
  static byte[] digits(BigInteger factor, int window) {
    byte[] digits = new byte[DIGITS];
    BigInteger magnitude = factor.abs();
    long low = magnitude.longValue();
    long high = magnitude.shiftRight(64).longValue();
    long top = magnitude.shiftRight(128).longValue();
    int sign = factor.signum();
    int carry = 0;
    for (int i = 0; i < DIGITS; ) {
      if ((bits(low, high, top, i) & 1) == carry) {
        i++;
        continue;
      }
      int width = Math.min(window, DIGITS - i);
      int digit = (int) (bits(low, high, top, i) & ((1 << width) - 1)) + carry;
      carry = digit >> (window - 1) & 1;
      digit -= carry << window;
      digits[i] = (byte) (sign * digit);
      i += width;
    }
    return digits;
  }

  /** The bits from a position on, at least eight of them. */
  private static long bits(long low, long high, long top, int position) {
    if (position >= 128) {
      return top >>> (position - 128);
    }
    if (position >= 64) {
      return position == 64 ? high : high >>> (position - 64) | top << (128 - position);
    }
    return position == 0 ? low : low >>> position | high << (64 - position);
  }
}
