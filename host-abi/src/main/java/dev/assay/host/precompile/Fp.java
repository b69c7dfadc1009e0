package dev.assay.host.precompile;

import java.math.BigInteger;
import java.util.Arrays;

/** An element of a {@link PrimeField}. Immutable. */
final class Fp {

  private final PrimeField field;
  private final long[] limbs;

  Fp(PrimeField field, long[] limbs) {
    this.field = field;
    this.limbs = limbs;
  }

  PrimeField field() {
    return field;
  }

  long[] limbs() {
    return limbs;
  }

  Fp add(Fp other) {
    return new Fp(field, field.add(limbs, other.limbs));
  }

  Fp subtract(Fp other) {
    return new Fp(field, field.subtract(limbs, other.limbs));
  }

  Fp negate() {
    return new Fp(field, field.subtract(field.zero().limbs, limbs));
  }

  Fp multiply(Fp other) {
    return new Fp(field, field.multiply(limbs, other.limbs));
  }

  /** The product with a small number, by doubling and adding. */
  Fp times(int factor) {
    Fp result = field.zero();
    for (int bit = 31 - Integer.numberOfLeadingZeros(factor); bit >= 0; bit--) {
      result = result.add(result);
      result = (factor >> bit & 1) == 0 ? result : result.add(this);
    }
    return result;
  }

  /** The multiplicative inverse of an element that is not zero. */
  Fp invert() {
    return field.of(toBigInteger().modInverse(field.modulus()));
  }

  boolean isZero() {
    return Arrays.equals(limbs, field.zero().limbs);
  }

  BigInteger toBigInteger() {
    return field.toBigInteger(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fp that && Arrays.equals(limbs, that.limbs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(limbs);
  }
}
