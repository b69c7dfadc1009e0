package dev.assay.host.precompile;

import java.math.BigInteger;

/** An element {@code c0 + c1 w} of {@code Fp6[w]/(w^2 - v)}: the target field of the pairings. */
record Fp12(Fp6 c0, Fp6 c1) {

  static Fp12 one(PrimeField field) {
    return new Fp12(Fp6.one(field), Fp6.zero(field));
  }

  Fp12 multiply(Fp12 other) {
    Fp6 low = c0.multiply(other.c0);
    Fp6 high = c1.multiply(other.c1);
    Fp6 cross = c0.add(c1).multiply(other.c0.add(other.c1));
    return new Fp12(low.add(high.multiplyByV()), cross.subtract(low).subtract(high));
  }

  Fp12 square() {
    Fp6 product = c0.multiply(c1);
    Fp6 cross = c0.add(c1).multiply(c0.add(c1.multiplyByV()));
    Fp6 low = cross.subtract(product).subtract(product.multiplyByV());
    return new Fp12(low, product.add(product));
  }

  /** The power {@code p^6}. */
  Fp12 conjugate() {
    return new Fp12(c0, c1.negate());
  }

  Fp12 invert() {
    Fp6 norm = c0.multiply(c0).subtract(c1.multiply(c1).multiplyByV()).invert();
    return new Fp12(c0.multiply(norm), c1.multiply(norm).negate());
  }

  /**
   * The power {@code p^2}: the coefficient of {@code w^i} is multiplied by {@code gamma^i}, where
   * {@code gamma = xi^((p^2 - 1) / 6)}.
   */
  Fp12 squaredFrobenius(Fp2 gamma) {
    Fp2 gamma2 = gamma.square();
    Fp2 gamma4 = gamma2.square();
    Fp6 even = new Fp6(c0.c0(), c0.c1().multiply(gamma2), c0.c2().multiply(gamma4));
    Fp6 odd = new Fp6(c1.c0(), c1.c1().multiply(gamma2), c1.c2().multiply(gamma4)).scale(gamma);
    return new Fp12(even, odd);
  }

  Fp12 power(BigInteger exponent) {
    Fp12 result = one(c0.c0().c0().field());
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      result = result.square();
      result = exponent.testBit(bit) ? result.multiply(this) : result;
    }
    return result;
  }
}
