package dev.assay.vm.exec;

/**
 * Integer lane arithmetic on one 64-bit half of a vector, all its lanes at once. A kernel gets the
 * lane width as the word {@code high} that has the top bit of every lane set ({@link #HIGH_8} and
 * so on); the carries and borrows that plain arithmetic would let cross a lane border are kept back
 * with it. {@link #HIGH_64} makes each kernel the ordinary 64-bit operation.
 *
 * <p>Method: H. S. Warren, Hacker's Delight, 2-18 (multibyte operations).
 */
final class Lanes {
  static final long HIGH_8 = 0x8080808080808080L;
  static final long HIGH_16 = 0x8000800080008000L;
  static final long HIGH_32 = 0x8000000080000000L;
  static final long HIGH_64 = 0x8000000000000000L;

  private static final long EVEN_8 = 0x00ff00ff00ff00ffL;
  private static final long EVEN_16 = 0x0000ffff0000ffffL;
  private static final long EVEN_32 = 0x00000000ffffffffL;

  private Lanes() {}

  static long add(long high, long a, long b) {
    return ((a & ~high) + (b & ~high)) ^ ((a ^ b) & high);
  }

  static long sub(long high, long a, long b) {
    return ((a | high) - (b & ~high)) ^ ((a ^ ~b) & high);
  }

  static long neg(long high, long a) {
    return sub(high, 0, a);
  }

  static long abs(long high, long a) {
    long sign = spread(high, a & high);
    return sub(high, a ^ sign, sign);
  }

  static long addSatS(long high, long a, long b) {
    long sum = add(high, a, b);
    return select(spread(high, ~(a ^ b) & (a ^ sum) & high), bound(high, a), sum);
  }

  static long addSatU(long high, long a, long b) {
    long sum = add(high, a, b);
    return sum | ltU(high, sum, a);
  }

  static long subSatS(long high, long a, long b) {
    long difference = sub(high, a, b);
    return select(spread(high, (a ^ b) & (a ^ difference) & high), bound(high, a), difference);
  }

  static long subSatU(long high, long a, long b) {
    return sub(high, a, b) & ~ltU(high, a, b);
  }

  static long minS(long high, long a, long b) {
    return select(ltS(high, a, b), a, b);
  }

  static long minU(long high, long a, long b) {
    return select(ltU(high, a, b), a, b);
  }

  static long maxS(long high, long a, long b) {
    return select(ltS(high, a, b), b, a);
  }

  static long maxU(long high, long a, long b) {
    return select(ltU(high, a, b), b, a);
  }

  /** The rounding average: the lanes of {@code a | b} are never below half of their difference. */
  static long avgrU(long high, long a, long b) {
    return (a | b) - (((a ^ b) >>> 1) & ~high);
  }

  static long eq(long high, long a, long b) {
    return spread(high, zeroLanes(high, a ^ b));
  }

  static long ne(long high, long a, long b) {
    return ~eq(high, a, b);
  }

  static long ltU(long high, long a, long b) {
    return spread(high, ((~a & b) | ((~a | b) & sub(high, a, b))) & high);
  }

  static long ltS(long high, long a, long b) {
    return ltU(high, a ^ high, b ^ high);
  }

  static long gtU(long high, long a, long b) {
    return ltU(high, b, a);
  }

  static long gtS(long high, long a, long b) {
    return ltS(high, b, a);
  }

  static long leU(long high, long a, long b) {
    return ~ltU(high, b, a);
  }

  static long leS(long high, long a, long b) {
    return ~ltS(high, b, a);
  }

  static long geU(long high, long a, long b) {
    return ~ltU(high, a, b);
  }

  static long geS(long high, long a, long b) {
    return ~ltS(high, a, b);
  }

  static long shl(long high, long a, int count) {
    int k = count & topBit(high);
    return (a & replicate(high, -1L >>> (63 - topBit(high) + k))) << k;
  }

  static long shrU(long high, long a, int count) {
    int k = count & topBit(high);
    return (a >>> k) & replicate(high, -1L >>> (63 - topBit(high) + k));
  }

  static long shrS(long high, long a, int count) {
    int k = count & topBit(high);
    long sign = high >>> k;
    return sub(high, shrU(high, a, count) ^ sign, sign);
  }

  static boolean allTrue(long high, long a) {
    return zeroLanes(high, a) == 0;
  }

  /** The top bits of the lanes, packed, lane 0 lowest. */
  static int bitmask(long high, long a) {
    return (int) Long.compress(a, high);
  }

  static long popcnt8(long a) {
    long pairs = a - (a >>> 1 & 0x5555555555555555L);
    long nibbles = (pairs & 0x3333333333333333L) + (pairs >>> 2 & 0x3333333333333333L);
    return nibbles + (nibbles >>> 4) & 0x0f0f0f0f0f0f0f0fL;
  }

  static long mul16(long a, long b) {
    long product = 0;
    for (int shift = 0; shift < 64; shift += 16) {
      product |= ((a >>> shift) * (b >>> shift) & 0xffff) << shift;
    }
    return product;
  }

  static long mul32(long a, long b) {
    return (a * b & EVEN_32) | (((a >>> 32) * (b >>> 32)) << 32);
  }

  /** The rounding product of Q15 numbers; only -1 times -1 leaves the range and saturates. */
  static long q15mulrSatS(long a, long b) {
    long product = 0;
    for (int shift = 0; shift < 64; shift += 16) {
      int lane = ((short) (a >>> shift) * (short) (b >>> shift) + 0x4000) >> 15;
      product |= (Math.min(lane, Short.MAX_VALUE) & 0xffffL) << shift;
    }
    return product;
  }

  /** Two sums of two products of signed 16-bit lanes. */
  static long dot16(long a, long b) {
    return pack32(
        (short) a * (short) b + (short) (a >>> 16) * (short) (b >>> 16),
        (short) (a >>> 32) * (short) (b >>> 32) + (short) (a >>> 48) * (short) (b >>> 48));
  }

  static long extend8U(int lanes) {
    long spaced = lanes & EVEN_32;
    spaced = (spaced | spaced << 16) & EVEN_16;
    return (spaced | spaced << 8) & EVEN_8;
  }

  static long extend8S(int lanes) {
    return signExtendEven(HIGH_16, 8, extend8U(lanes));
  }

  static long extend16U(int lanes) {
    long spaced = lanes & EVEN_32;
    return (spaced | spaced << 16) & EVEN_16;
  }

  static long extend16S(int lanes) {
    return pack32((short) lanes, lanes >> 16);
  }

  static long extaddPairwise8U(long a) {
    return add(HIGH_16, a & EVEN_8, a >>> 8 & EVEN_8);
  }

  static long extaddPairwise8S(long a) {
    long even = signExtendEven(HIGH_16, 8, a & EVEN_8);
    return add(HIGH_16, even, signExtendEven(HIGH_16, 8, a >>> 8 & EVEN_8));
  }

  static long extaddPairwise16U(long a) {
    return add(HIGH_32, a & EVEN_16, a >>> 16 & EVEN_16);
  }

  static long extaddPairwise16S(long a) {
    return pack32((short) a + (short) (a >>> 16), (short) (a >>> 32) + (short) (a >>> 48));
  }

  /** Four signed 16-bit lanes as four bytes, saturated to the signed range. */
  static int narrow16S(long a) {
    int lanes = 0;
    for (int i = 0; i < 4; i++) {
      lanes |= (Math.clamp((short) (a >>> (16 * i)), -0x80, 0x7f) & 0xff) << (8 * i);
    }
    return lanes;
  }

  /** Four signed 16-bit lanes as four bytes, saturated to the unsigned range. */
  static int narrow16U(long a) {
    int lanes = 0;
    for (int i = 0; i < 4; i++) {
      lanes |= Math.clamp((short) (a >>> (16 * i)), 0, 0xff) << (8 * i);
    }
    return lanes;
  }

  /** Two signed 32-bit lanes as two 16-bit lanes, saturated to the signed range. */
  static int narrow32S(long a) {
    int low = Math.clamp(extend32S(a), -0x8000, 0x7fff);
    return (low & 0xffff) | (Math.clamp(a >> 32, -0x8000, 0x7fff) << 16);
  }

  /** Two signed 32-bit lanes as two 16-bit lanes, saturated to the unsigned range. */
  static int narrow32U(long a) {
    return Math.clamp(extend32S(a), 0, 0xffff) | (Math.clamp(a >> 32, 0, 0xffff) << 16);
  }

  /** The low lane of two, sign-extended. */
  static long extend32S(long a) {
    return a << 32 >> 32;
  }

  static long pack32(int low, int high) {
    return (low & EVEN_32) | ((long) high << 32);
  }

  static long select(long mask, long yes, long no) {
    return (yes & mask) | (no & ~mask);
  }

  /** The top bit of every lane that is zero. */
  private static long zeroLanes(long high, long a) {
    return ~((a & ~high) + ~high | a | ~high);
  }

  /** Lanes of ones where the top bit is set in {@code flags}, which holds no other bits. */
  private static long spread(long high, long flags) {
    return (flags << 1) - (flags >>> topBit(high));
  }

  /** What a lane saturates to: the largest value where {@code a} is positive, else the smallest. */
  private static long bound(long high, long a) {
    return spread(high, a & high) ^ ~high;
  }

  private static long replicate(long high, long lane) {
    return (high >>> topBit(high)) * lane;
  }

  private static int topBit(long high) {
    return Long.numberOfTrailingZeros(high);
  }

  private static long signExtendEven(long high, int width, long lanes) {
    long sign = high >>> width;
    return sub(high, lanes ^ sign, sign);
  }
}
