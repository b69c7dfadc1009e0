package dev.assay.state.types;

/**
 * Products and quotients of up to 512 bits over little-endian 32-bit limbs (school multiplication,
 * Knuth TAOCP 4.3.1 algorithm D), behind {@link UInt256}.
 */
final class WideArithmetic {
  private static final long MASK = 0xFFFFFFFFL;
  private static final int LIMBS = 8;

  private WideArithmetic() {}

  static UInt256 multiplyLow(UInt256 a, UInt256 b) {
    return number(product(limbs(a), limbs(b)));
  }

  static boolean productExceeds256(UInt256 a, UInt256 b) {
    return significant(product(limbs(a), limbs(b))) > LIMBS;
  }

  static UInt256 divide(UInt256 a, UInt256 b) {
    int[] divisor = limbs(b);
    int length = significant(divisor);
    if (length == 0) {
      return UInt256.ZERO;
    }
    int[] quotient = new int[LIMBS + 1];
    reduce(widened(limbs(a), LIMBS + 1), divisor, length, quotient);
    return number(quotient);
  }

  static UInt256 mod(UInt256 a, UInt256 b) {
    return remainder(limbs(a), b);
  }

  static UInt256 addMod(UInt256 a, UInt256 b, UInt256 modulus) {
    int[] x = limbs(a);
    int[] y = limbs(b);
    int[] sum = new int[LIMBS + 1];
    long carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      carry += (x[i] & MASK) + (y[i] & MASK);
      sum[i] = (int) carry;
      carry >>>= 32;
    }
    sum[LIMBS] = (int) carry;
    return remainder(sum, modulus);
  }

  static UInt256 multiplyMod(UInt256 a, UInt256 b, UInt256 modulus) {
    return remainder(product(limbs(a), limbs(b)), modulus);
  }

  private static UInt256 remainder(int[] dividend, UInt256 modulus) {
    int[] divisor = limbs(modulus);
    int length = significant(divisor);
    if (length == 0) {
      return UInt256.ZERO;
    }
    int[] rest = widened(dividend, dividend.length + 1);
    reduce(rest, divisor, length, new int[rest.length]);
    return number(rest);
  }

  private static int[] product(int[] x, int[] y) {
    int[] result = new int[2 * LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      long carry = 0;
      long factor = x[i] & MASK;
      if (factor == 0) {
        continue;
      }
      for (int j = 0; j < LIMBS; j++) {
        carry += factor * (y[j] & MASK) + (result[i + j] & MASK);
        result[i + j] = (int) carry;
        carry >>>= 32;
      }
      result[i + LIMBS] = (int) carry;
    }
    return result;
  }

  /**
   * Divides in place: {@code rest} (whose top limb is zero) becomes the remainder, {@code quotient}
   * receives the quotient.
   */
  private static void reduce(int[] rest, int[] divisor, int length, int[] quotient) {
    if (length == 1) {
      reduceByLimb(rest, divisor[0] & MASK, quotient);
      return;
    }
    int shift = Integer.numberOfLeadingZeros(divisor[length - 1]);
    int[] scaled = new int[length];
    shiftLeft(divisor, scaled, length, shift);
    shiftLeft(rest, rest, rest.length, shift);
    for (int j = rest.length - 1 - length; j >= 0; j--) {
      quotient[j] = (int) step(rest, scaled, length, j);
    }
    shiftRight(rest, length, shift);
  }

  private static void reduceByLimb(int[] rest, long divisor, int[] quotient) {
    long remainder = 0;
    for (int i = rest.length - 1; i >= 0; i--) {
      long current = remainder << 32 | (rest[i] & MASK);
      quotient[i] = (int) Long.divideUnsigned(current, divisor);
      remainder = Long.remainderUnsigned(current, divisor);
      rest[i] = 0;
    }
    rest[0] = (int) remainder;
  }

  /** One quotient limb: estimate from the two top limbs, correct by at most two. */
  private static long step(int[] rest, int[] divisor, int length, int j) {
    long top = divisor[length - 1] & MASK;
    long high = (rest[j + length] & MASK) << 32 | (rest[j + length - 1] & MASK);
    long estimate = Long.divideUnsigned(high, top);
    long over = high - estimate * top;
    long second = divisor[length - 2] & MASK;
    while (estimate > MASK
        || Long.compareUnsigned(estimate * second, over << 32 | (rest[j + length - 2] & MASK))
            > 0) {
      estimate--;
      over += top;
      if (over > MASK) {
        break;
      }
    }
    if (subtractProduct(rest, divisor, length, j, estimate)) {
      estimate--;
      addBack(rest, divisor, length, j);
    }
    return estimate;
  }

  private static boolean subtractProduct(int[] rest, int[] divisor, int length, int j, long q) {
    long borrow = 0;
    long carry = 0;
    for (int i = 0; i < length; i++) {
      carry += q * (divisor[i] & MASK);
      borrow += (rest[i + j] & MASK) - (carry & MASK);
      rest[i + j] = (int) borrow;
      borrow >>= 32;
      carry >>>= 32;
    }
    borrow += (rest[j + length] & MASK) - carry;
    rest[j + length] = (int) borrow;
    return borrow < 0;
  }

  private static void addBack(int[] rest, int[] divisor, int length, int j) {
    long carry = 0;
    for (int i = 0; i < length; i++) {
      carry += (rest[i + j] & MASK) + (divisor[i] & MASK);
      rest[i + j] = (int) carry;
      carry >>>= 32;
    }
    rest[j + length] += (int) carry;
  }

  private static void shiftLeft(int[] from, int[] to, int length, int bits) {
    for (int i = length - 1; i >= 0; i--) {
      long pair = (from[i] & MASK) << 32 | (i == 0 ? 0 : from[i - 1] & MASK);
      to[i] = (int) (pair << bits >>> 32);
    }
  }

  private static void shiftRight(int[] rest, int length, int bits) {
    for (int i = 0; i < length; i++) {
      long pair = (i + 1 < rest.length ? rest[i + 1] & MASK : 0) << 32 | (rest[i] & MASK);
      rest[i] = (int) (pair >>> bits);
    }
  }

  private static int[] limbs(UInt256 value) {
    int[] limbs = new int[LIMBS];
    for (int i = 0; i < 4; i++) {
      long word = value.word(3 - i);
      limbs[2 * i] = (int) word;
      limbs[2 * i + 1] = (int) (word >>> 32);
    }
    return limbs;
  }

  /** The number of the lowest eight limbs. */
  private static UInt256 number(int[] limbs) {
    return UInt256.ofLongs(word(limbs, 6), word(limbs, 4), word(limbs, 2), word(limbs, 0));
  }

  private static long word(int[] limbs, int low) {
    return (limbs[low + 1] & MASK) << 32 | (limbs[low] & MASK);
  }

  private static int significant(int[] limbs) {
    int length = limbs.length;
    while (length > 0 && limbs[length - 1] == 0) {
      length--;
    }
    return length;
  }

  private static int[] widened(int[] limbs, int length) {
    return java.util.Arrays.copyOf(limbs, length);
  }
}
