package dev.assay.host.precompile;

import java.math.BigInteger;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A curve with an optimal ate pairing of embedding degree 12.
 *
 * @param g1 the curve over the prime field
 * @param field the prime field, which also fixes the tower above it
 * @param twistB the coefficient {@code b'} of the sextic twist
 * @param order the order of both groups
 * @param loop the absolute value of the Miller loop's count
 * @param family how the twist is embedded and how the loop ends
 * @param powers constants of the Frobenius map and of the final power
 */
record PairingCurve(
    ECCurve g1,
    PrimeField field,
    Fp2 twistB,
    BigInteger order,
    BigInteger loop,
    Family family,
    Powers powers) {

  /**
   * Constants that take long to compute, computed once for a curve.
   *
   * @param frobeniusX {@code xi^((p - 1) / 3)}
   * @param frobeniusY {@code xi^((p - 1) / 2)}
   * @param gamma {@code xi^((p^2 - 1) / 6)}
   * @param hardPart {@code (p^4 - p^2 + 1) / order}
   */
  record Powers(Fp2 frobeniusX, Fp2 frobeniusY, Fp2 gamma, BigInteger hardPart) {

    static Powers of(PrimeField field, BigInteger order) {
      BigInteger p = field.modulus();
      BigInteger pMinusOne = p.subtract(BigInteger.ONE);
      BigInteger p2 = p.multiply(p);
      Fp2 xi = Fp2.xi(field);
      return new Powers(
          xi.power(pMinusOne.divide(BigInteger.valueOf(3))),
          xi.power(pMinusOne.shiftRight(1)),
          xi.power(p2.subtract(BigInteger.ONE).divide(BigInteger.valueOf(6))),
          p2.multiply(p2).subtract(p2).add(BigInteger.ONE).divide(order));
    }
  }

  /** The two families in use. */
  enum Family {
    /** Barreto-Naehrig: divisive twist, two Frobenius images close the loop. */
    BN,
    /** Barreto-Lynn-Scott: multiplicative twist, the loop alone suffices. */
    BLS12
  }

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }

  private static ECCurve shortCurve(BigInteger p, int b, BigInteger order, BigInteger cofactor) {
    return new ECCurve.Fp(p, BigInteger.ZERO, BigInteger.valueOf(b), order, cofactor);
  }

  /** alt_bn128 of EIP-196 and EIP-197. */
  static final PairingCurve BN254 = bn254();

  /** BLS12-381 of EIP-4844. */
  static final PairingCurve BLS12_381 = bls12();

  private static PairingCurve bn254() {
    BigInteger p = hex("30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47");
    BigInteger r = hex("30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001");
    PrimeField field = new PrimeField(p, 9);
    Fp2 b = Fp2.xi(field).invert().times(3);
    BigInteger loop = new BigInteger("29793968203157093288");
    return new PairingCurve(
        shortCurve(p, 3, r, BigInteger.ONE), field, b, r, loop, Family.BN, Powers.of(field, r));
  }

  private static PairingCurve bls12() {
    BigInteger p =
        hex(
            "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f624"
                + "1eabfffeb153ffffb9feffffffffaaab");
    BigInteger r = hex("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");
    BigInteger cofactor = hex("396c8c005555e1568c00aaab0000aaab");
    PrimeField field = new PrimeField(p, 1);
    Fp2 b = Fp2.xi(field).times(4);
    BigInteger loop = hex("d201000000010000");
    return new PairingCurve(
        shortCurve(p, 4, r, cofactor), field, b, r, loop, Family.BLS12, Powers.of(field, r));
  }

  /** Whether the point is on the twist and in the subgroup of the group's order. */
  boolean contains(TwistPoint point) {
    return point.isOnCurve(twistB) && point.hasOrder(order);
  }

  Fp coordinate(ECPoint point, boolean ordinate) {
    ECPoint affine = point.normalize();
    return field.of(
        (ordinate ? affine.getAffineYCoord() : affine.getAffineXCoord()).toBigInteger());
  }
}
