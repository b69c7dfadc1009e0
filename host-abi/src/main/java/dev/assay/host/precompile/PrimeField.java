package dev.assay.host.precompile;

import java.math.BigInteger;

/**
 * A prime field in Montgomery form, little-endian 64-bit limbs.
 *
 * <p>The modulus leaves at least one bit of the top limb free, so that a sum of two reduced
 * elements and the intermediate of a Montgomery product never need a limb more. Elements are {@link
 * Fp}; only this class looks into their limbs.
 */
final class PrimeField {

  private final BigInteger modulus;
  private final int limbs;
  private final int byteLength;
  private final long[] p;
  private final long negatedInverse;
  private final int xi;
  private final Fp zero;
  private final Fp one;
  private final Fp squaredRadix;

  /**
   * @param modulus an odd prime whose top limb has a free bit
   * @param xi the small number for which {@code xi + u} has neither a square nor a cube root in
   *     {@code Fp[u]/(u^2 + 1)}; the sixth-degree extension is built on it
   */
  PrimeField(BigInteger modulus, int xi) {
    this.modulus = modulus;
    this.byteLength = (modulus.bitLength() + 7) / 8;
    this.limbs = modulus.bitLength() / 64 + 1;
    this.p = limbsOf(modulus);
    this.negatedInverse = negatedInverse(p[0]);
    this.xi = xi;
    BigInteger radix = BigInteger.ONE.shiftLeft(64 * limbs);
    this.zero = new Fp(this, new long[limbs]);
    this.one = new Fp(this, limbsOf(radix.mod(modulus)));
    this.squaredRadix = new Fp(this, limbsOf(radix.multiply(radix).mod(modulus)));
  }

  /** Newton's iteration doubles the number of right bits: 3, 6, 12, 24, 48, 96. */
  private static long negatedInverse(long odd) {
    long inverse = odd;
    for (int i = 0; i < 5; i++) {
      inverse *= 2 - odd * inverse;
    }
    return -inverse;
  }

  private long[] limbsOf(BigInteger value) {
    long[] result = new long[limbs];
    for (int i = 0; i < limbs; i++) {
      result[i] = value.shiftRight(64 * i).longValue();
    }
    return result;
  }

  BigInteger modulus() {
    return modulus;
  }

  /** Bytes of an encoded element. */
  int byteLength() {
    return byteLength;
  }

  int xi() {
    return xi;
  }

  Fp zero() {
    return zero;
  }

  Fp one() {
    return one;
  }

  Fp of(BigInteger value) {
    return new Fp(this, multiply(limbsOf(value.mod(modulus)), squaredRadix.limbs()));
  }

  Fp of(String hex) {
    return of(new BigInteger(hex, 16));
  }

  BigInteger toBigInteger(Fp element) {
    long[] plainOne = new long[limbs];
    plainOne[0] = 1;
    long[] plain = multiply(element.limbs(), plainOne);
    BigInteger value = BigInteger.ZERO;
    for (int i = limbs - 1; i >= 0; i--) {
      value = value.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(plain[i])));
    }
    return value;
  }

  long[] add(long[] a, long[] b) {
    long[] sum = new long[limbs];
    long carry = 0;
    for (int i = 0; i < limbs; i++) {
      long partial = a[i] + carry;
      long overflow = Long.compareUnsigned(partial, carry) < 0 ? 1 : 0;
      sum[i] = partial + b[i];
      carry = overflow + (Long.compareUnsigned(sum[i], partial) < 0 ? 1 : 0);
    }
    return reduced(sum);
  }

  long[] subtract(long[] a, long[] b) {
    long[] difference = new long[limbs];
    if (subtractInto(difference, a, b) != 0) {
      addModulus(difference);
    }
    return difference;
  }

  private long[] reduced(long[] value) {
    long[] difference = new long[limbs];
    return subtractInto(difference, value, p) == 0 ? difference : value;
  }

  private long subtractInto(long[] difference, long[] a, long[] b) {
    long borrow = 0;
    for (int i = 0; i < limbs; i++) {
      long partial = a[i] - borrow;
      long underflow = Long.compareUnsigned(a[i], borrow) < 0 ? 1 : 0;
      difference[i] = partial - b[i];
      borrow = underflow + (Long.compareUnsigned(partial, b[i]) < 0 ? 1 : 0);
    }
    return borrow;
  }

  private void addModulus(long[] value) {
    long carry = 0;
    for (int i = 0; i < limbs; i++) {
      long partial = value[i] + carry;
      long overflow = Long.compareUnsigned(partial, carry) < 0 ? 1 : 0;
      value[i] = partial + p[i];
      carry = overflow + (Long.compareUnsigned(value[i], partial) < 0 ? 1 : 0);
    }
  }

  /**
   * The Montgomery product {@code a * b / 2^(64 * limbs)}, operand scanning with merged reduction.
   */
  long[] multiply(long[] a, long[] b) {
    long[] t = new long[limbs + 1];
    for (int i = 0; i < limbs; i++) {
      accumulate(t, a, b[i]);
      reduceOneLimb(t);
    }
    long[] product = new long[limbs];
    System.arraycopy(t, 0, product, 0, limbs);
    return reduced(product);
  }

  private void accumulate(long[] t, long[] a, long factor) {
    long carry = 0;
    for (int j = 0; j < limbs; j++) {
      long high = Math.unsignedMultiplyHigh(a[j], factor);
      long low = a[j] * factor + carry;
      high += Long.compareUnsigned(low, carry) < 0 ? 1 : 0;
      t[j] += low;
      carry = high + (Long.compareUnsigned(t[j], low) < 0 ? 1 : 0);
    }
    t[limbs] += carry;
  }

  /** Adds the multiple of the modulus that clears the lowest limb, and shifts that limb out. */
  private void reduceOneLimb(long[] t) {
    long factor = t[0] * negatedInverse;
    // The lowest limb becomes zero, and it carries exactly when it was not zero before.
    long carry = Math.unsignedMultiplyHigh(p[0], factor) + (t[0] != 0 ? 1 : 0);
    for (int j = 1; j < limbs; j++) {
      long high = Math.unsignedMultiplyHigh(p[j], factor);
      long sum = p[j] * factor + carry;
      high += Long.compareUnsigned(sum, carry) < 0 ? 1 : 0;
      t[j - 1] = sum + t[j];
      carry = high + (Long.compareUnsigned(t[j - 1], sum) < 0 ? 1 : 0);
    }
    t[limbs - 1] = t[limbs] + carry;
    t[limbs] = 0;
  }
}
