package dev.assay.state.crypto;

import dev.assay.state.types.UInt256;

/**
 * Arithmetic modulo p = 2^256 - 2^32 - 977, the field of secp256k1.
 *
 * <p>An element is five signed limbs of 52 bits, least significant first: so much narrower than a
 * long that sums and differences need no carries. {@link #multiply} and {@link #square} bring limbs
 * back to 52 bits: their results have magnitude 1, and a sum has the sum of its terms' magnitudes.
 * The magnitudes of two factors must have a product below 400, that of a square must be below 16.
 * Not constant in time: for public values only.
 */
final class FieldElement {
  /** Limbs of an element. */
  static final int LIMBS = 5;

  private static final int BITS = 52;
  private static final long MASK = (1L << BITS) - 1;
  private static final int TOP_BITS = 256 - 4 * BITS;
  private static final long TOP_MASK = (1L << TOP_BITS) - 1;

  /** 2^256 modulo p. */
  private static final long FOLD = 0x1000003d1L;

  /** 2^260 modulo p: the weight of a sixth limb. */
  private static final long FOLD_LIMB = FOLD << (5 * BITS - 256);

  private FieldElement() {}

  /** A number below 2^256. */
  static long[] of(UInt256 value) {
    long w0 = value.word(3);
    long w1 = value.word(2);
    long w2 = value.word(1);
    long w3 = value.word(0);
    return new long[] {
      w0 & MASK,
      (w0 >>> 52 | w1 << 12) & MASK,
      (w1 >>> 40 | w2 << 24) & MASK,
      (w2 >>> 28 | w3 << 36) & MASK,
      w3 >>> 16
    };
  }

  /** The canonical value, below p. */
  static UInt256 value(long[] a) {
    long[] c = a.clone();
    normalize(c);
    return UInt256.ofLongs(
        c[4] << 16 | c[3] >>> 36,
        c[3] << 28 | c[2] >>> 24,
        c[2] << 40 | c[1] >>> 12,
        c[1] << 52 | c[0]);
  }

  /** Brings an element of any magnitude into the one form of its value. */
  static void normalize(long[] a) {
    while (true) {
      fold(a);
      if (a[4] >> TOP_BITS == 0) {
        break;
      }
    }
    if (a[4] == TOP_MASK && (a[3] & a[2] & a[1]) == MASK && a[0] >= MASK + 1 - FOLD) {
      a[0] -= MASK + 1 - FOLD;
      a[1] = 0;
      a[2] = 0;
      a[3] = 0;
      a[4] = 0;
    }
  }

  /** Adds what exceeds 256 bits at the bottom, then carries; the last limb keeps its excess. */
  private static void fold(long[] a) {
    long excess = a[4] >> TOP_BITS;
    a[4] &= TOP_MASK;
    long carry = excess * FOLD;
    for (int i = 0; i < LIMBS - 1; i++) {
      carry += a[i];
      a[i] = carry & MASK;
      carry >>= BITS;
    }
    a[4] += carry;
  }

  /** Whether the value is zero. */
  static boolean isZero(long[] a) {
    long[] c = a.clone();
    normalize(c);
    return (c[0] | c[1] | c[2] | c[3] | c[4]) == 0;
  }

  /** out = a + b. */
  static void add(long[] out, long[] a, long[] b) {
    for (int i = 0; i < LIMBS; i++) {
      out[i] = a[i] + b[i];
    }
  }

  /** out = a - b. */
  static void subtract(long[] out, long[] a, long[] b) {
    for (int i = 0; i < LIMBS; i++) {
      out[i] = a[i] - b[i];
    }
  }

  /** out = a * factor, whose magnitude grows as much. */
  static void scale(long[] out, long[] a, int factor) {
    for (int i = 0; i < LIMBS; i++) {
      out[i] = a[i] * factor;
    }
  }

  private static long low(long a, long b) {
    return a * b & MASK;
  }

  /** Floor of a * b / 2^52, for limbs that leave six bits free. */
  private static long high(long a, long b) {
    return Math.multiplyHigh(a << 6, b << 6);
  }

  /** out = a * b; out may be one of them. */
  static void multiply(long[] out, long[] a, long[] b) {
    long a0 = a[0];
    long a1 = a[1];
    long a2 = a[2];
    long a3 = a[3];
    long a4 = a[4];
    long b0 = b[0];
    long b1 = b[1];
    long b2 = b[2];
    long b3 = b[3];
    long b4 = b[4];
    long c0 = low(a0, b0);
    long c1 = low(a0, b1) + low(a1, b0) + high(a0, b0);
    long c2 = low(a0, b2) + low(a1, b1) + low(a2, b0) + high(a0, b1) + high(a1, b0);
    long c3 =
        low(a0, b3)
            + low(a1, b2)
            + low(a2, b1)
            + low(a3, b0)
            + high(a0, b2)
            + high(a1, b1)
            + high(a2, b0);
    long c4 =
        low(a0, b4)
            + low(a1, b3)
            + low(a2, b2)
            + low(a3, b1)
            + low(a4, b0)
            + high(a0, b3)
            + high(a1, b2)
            + high(a2, b1)
            + high(a3, b0);
    long c5 =
        low(a1, b4)
            + low(a2, b3)
            + low(a3, b2)
            + low(a4, b1)
            + high(a0, b4)
            + high(a1, b3)
            + high(a2, b2)
            + high(a3, b1)
            + high(a4, b0);
    long c6 =
        low(a2, b4)
            + low(a3, b3)
            + low(a4, b2)
            + high(a1, b4)
            + high(a2, b3)
            + high(a3, b2)
            + high(a4, b1);
    long c7 = low(a3, b4) + low(a4, b3) + high(a2, b4) + high(a3, b3) + high(a4, b2);
    long c8 = low(a4, b4) + high(a3, b4) + high(a4, b3);
    long c9 = high(a4, b4);
    reduce(out, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9);
  }

  /** out = a * a; out may be a. */
  static void square(long[] out, long[] a) {
    long a0 = a[0];
    long a1 = a[1];
    long a2 = a[2];
    long a3 = a[3];
    long a4 = a[4];
    long d0 = a0 << 1;
    long d1 = a1 << 1;
    long d2 = a2 << 1;
    long d3 = a3 << 1;
    long c0 = low(a0, a0);
    long c1 = low(d0, a1) + high(a0, a0);
    long c2 = low(d0, a2) + low(a1, a1) + high(d0, a1);
    long c3 = low(d0, a3) + low(d1, a2) + high(d0, a2) + high(a1, a1);
    long c4 = low(d0, a4) + low(d1, a3) + low(a2, a2) + high(d0, a3) + high(d1, a2);
    long c5 = low(d1, a4) + low(d2, a3) + high(d0, a4) + high(d1, a3) + high(a2, a2);
    long c6 = low(d2, a4) + low(a3, a3) + high(d1, a4) + high(d2, a3);
    long c7 = low(d3, a4) + high(d2, a4) + high(a3, a3);
    long c8 = low(a4, a4) + high(d3, a4);
    long c9 = high(a4, a4);
    reduce(out, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9);
  }

  /** Ten columns to five limbs: the upper five, carried, weigh 2^260 times the lower five. */
  private static void reduce(
      long[] out,
      long c0,
      long c1,
      long c2,
      long c3,
      long c4,
      long c5,
      long c6,
      long c7,
      long c8,
      long c9) {
    long u6 = c6 + (c5 >> BITS);
    long u7 = c7 + (u6 >> BITS);
    long u8 = c8 + (u7 >> BITS);
    long u9 = c9 + (u8 >> BITS);
    long u5 = c5 & MASK;
    u6 &= MASK;
    u7 &= MASK;
    u8 &= MASK;
    long beyond = high(u9, FOLD_LIMB);
    long r0 = c0 + low(u5, FOLD_LIMB) + low(beyond, FOLD_LIMB);
    long r1 = c1 + low(u6, FOLD_LIMB) + high(u5, FOLD_LIMB) + high(beyond, FOLD_LIMB);
    long r2 = c2 + low(u7, FOLD_LIMB) + high(u6, FOLD_LIMB);
    long r3 = c3 + low(u8, FOLD_LIMB) + high(u7, FOLD_LIMB);
    long r4 = c4 + low(u9, FOLD_LIMB) + high(u8, FOLD_LIMB);
    r1 += r0 >> BITS;
    r2 += r1 >> BITS;
    r3 += r2 >> BITS;
    r4 += r3 >> BITS;
    out[0] = (r0 & MASK) + (r4 >> TOP_BITS) * FOLD;
    out[1] = r1 & MASK;
    out[2] = r2 & MASK;
    out[3] = r3 & MASK;
    out[4] = r4 & TOP_MASK;
  }

  private static long[] squaredTimes(long[] a, int times, long[] factor) {
    long[] out = a.clone();
    for (int i = 0; i < times; i++) {
      square(out, out);
    }
    multiply(out, out, factor);
    return out;
  }

  /** What the powers for inverse and root share: a^(2^n - 1) for n of 2, 22 and 223. */
  private record Powers(long[] x2, long[] x22, long[] x223) {
    static Powers of(long[] a) {
      long[] x2 = squaredTimes(a, 1, a);
      long[] x3 = squaredTimes(x2, 1, a);
      long[] x6 = squaredTimes(x3, 3, x3);
      long[] x9 = squaredTimes(x6, 3, x3);
      long[] x11 = squaredTimes(x9, 2, x2);
      long[] x22 = squaredTimes(x11, 11, x11);
      long[] x44 = squaredTimes(x22, 22, x22);
      long[] x88 = squaredTimes(x44, 44, x44);
      long[] x176 = squaredTimes(x88, 88, x88);
      long[] x220 = squaredTimes(x176, 44, x44);
      return new Powers(x2, x22, squaredTimes(x220, 3, x3));
    }
  }

  /** The inverse, a^(p - 2); zero of zero. */
  static long[] inverse(long[] a) {
    Powers powers = Powers.of(a);
    long[] high = squaredTimes(powers.x223(), 23, powers.x22());
    long[] middle = squaredTimes(squaredTimes(high, 5, a), 3, powers.x2());
    return squaredTimes(middle, 2, a);
  }

  /** A square root if there is one, a^((p + 1) / 4); the caller squares it to know. */
  static long[] rootCandidate(long[] a) {
    Powers powers = Powers.of(a);
    long[] high = squaredTimes(powers.x223(), 23, powers.x22());
    long[] out = squaredTimes(high, 6, powers.x2());
    square(out, out);
    square(out, out);
    return out;
  }
}
