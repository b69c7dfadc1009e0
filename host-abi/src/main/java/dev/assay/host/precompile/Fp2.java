package dev.assay.host.precompile;

import java.math.BigInteger;

/** An element {@code c0 + c1 u} of {@code Fp[u]/(u^2 + 1)}. */
record Fp2(Fp c0, Fp c1) {

  static Fp2 zero(PrimeField field) {
    return new Fp2(field.zero(), field.zero());
  }

  static Fp2 one(PrimeField field) {
    return new Fp2(field.one(), field.zero());
  }

  static Fp2 of(Fp element) {
    return new Fp2(element, element.field().zero());
  }

  /** The number {@code xi + u} that the sixth-degree extension adjoins a cube root of. */
  static Fp2 xi(PrimeField field) {
    return new Fp2(field.one().times(field.xi()), field.one());
  }

  Fp2 add(Fp2 other) {
    return new Fp2(c0.add(other.c0), c1.add(other.c1));
  }

  Fp2 subtract(Fp2 other) {
    return new Fp2(c0.subtract(other.c0), c1.subtract(other.c1));
  }

  Fp2 negate() {
    return new Fp2(c0.negate(), c1.negate());
  }

  Fp2 conjugate() {
    return new Fp2(c0, c1.negate());
  }

  /** Karatsuba: three products instead of four. */
  Fp2 multiply(Fp2 other) {
    Fp low = c0.multiply(other.c0);
    Fp high = c1.multiply(other.c1);
    Fp cross = c0.add(c1).multiply(other.c0.add(other.c1));
    return new Fp2(low.subtract(high), cross.subtract(low).subtract(high));
  }

  Fp2 square() {
    Fp product = c0.multiply(c1);
    return new Fp2(c0.add(c1).multiply(c0.subtract(c1)), product.add(product));
  }

  Fp2 scale(Fp factor) {
    return new Fp2(c0.multiply(factor), c1.multiply(factor));
  }

  Fp2 times(int factor) {
    return new Fp2(c0.times(factor), c1.times(factor));
  }

  Fp2 multiplyByXi() {
    int xi = c0.field().xi();
    return new Fp2(c0.times(xi).subtract(c1), c0.add(c1.times(xi)));
  }

  Fp2 invert() {
    Fp norm = c0.multiply(c0).add(c1.multiply(c1)).invert();
    return new Fp2(c0.multiply(norm), c1.multiply(norm).negate());
  }

  Fp2 power(BigInteger exponent) {
    Fp2 result = one(c0.field());
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      result = result.square();
      result = exponent.testBit(bit) ? result.multiply(this) : result;
    }
    return result;
  }

  boolean isZero() {
    return c0.isZero() && c1.isZero();
  }
}
