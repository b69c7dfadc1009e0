package dev.assay.state.types;

import java.math.BigInteger;

/**
 * An unsigned 256-bit number in four words, most significant first.
 *
 * <p>Arithmetic wraps modulo 2^256 and division by zero gives zero, as the machine of the Yellow
 * Paper (appendix H) has it; the {@code Exact} forms throw {@link ArithmeticException} instead of
 * wrapping and serve balances and fees.
 */
public final class UInt256 implements Comparable<UInt256> {
  /** Length in bytes. */
  public static final int SIZE = 32;

  /** 0. */
  public static final UInt256 ZERO = new UInt256(0, 0, 0, 0);

  /** 1. */
  public static final UInt256 ONE = new UInt256(0, 0, 0, 1);

  /** 2^256 - 1. */
  public static final UInt256 MAX = new UInt256(-1, -1, -1, -1);

  private final long w0;
  private final long w1;
  private final long w2;
  private final long w3;

  private UInt256(long w0, long w1, long w2, long w3) {
    this.w0 = w0;
    this.w1 = w1;
    this.w2 = w2;
    this.w3 = w3;
  }

  // ---- construction and conversion

  /** The number of an unsigned 64-bit value. */
  public static UInt256 of(long unsigned) {
    return unsigned == 0 ? ZERO : new UInt256(0, 0, 0, unsigned);
  }

  /** The number of four 64-bit words, most significant first. */
  public static UInt256 ofLongs(long w0, long w1, long w2, long w3) {
    return (w0 | w1 | w2 | w3) == 0 ? ZERO : new UInt256(w0, w1, w2, w3);
  }

  /** The number of the 32 big-endian bytes at an offset. */
  public static UInt256 of(byte[] bytes, int offset) {
    return ofLongs(
        BigEndian.getLong(bytes, offset),
        BigEndian.getLong(bytes, offset + 8),
        BigEndian.getLong(bytes, offset + 16),
        BigEndian.getLong(bytes, offset + 24));
  }

  /**
   * The number of up to 32 big-endian bytes.
   *
   * @throws IllegalArgumentException for more than 32 bytes
   */
  public static UInt256 of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** The number of a range of up to 32 big-endian bytes. */
  public static UInt256 of(byte[] bytes, int offset, int length) {
    if (length > SIZE) {
      throw new IllegalArgumentException("a 256-bit number has at most 32 bytes, found " + length);
    }
    if (length <= Long.BYTES) {
      return ofLongs(0, 0, 0, BigEndian.getLong(bytes, offset, length));
    }
    byte[] padded = new byte[SIZE];
    System.arraycopy(bytes, offset, padded, SIZE - length, length);
    return of(padded, 0);
  }

  /**
   * The number of a non-negative big integer.
   *
   * @throws IllegalArgumentException when it is negative or has more than 256 bits
   */
  public static UInt256 of(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 256) {
      throw new IllegalArgumentException("not an unsigned 256-bit number: " + value);
    }
    return new UInt256(
        value.shiftRight(192).longValue(),
        value.shiftRight(128).longValue(),
        value.shiftRight(64).longValue(),
        value.longValue());
  }

  /**
   * The number of hexadecimal digits, with or without {@code 0x}, leading zeros allowed.
   *
   * @throws IllegalArgumentException for no digits, more than 64, or a character that is none
   */
  public static UInt256 fromHex(CharSequence text) {
    int start = Hex.hasPrefix(text) ? 2 : 0;
    int digits = text.length() - start;
    if (digits == 0 || digits > 2 * SIZE) {
      throw new IllegalArgumentException("expected 1 to 64 hex digits, found " + digits);
    }
    long[] words = new long[4];
    for (int i = 0; i < digits; i++) {
      int position = digits - 1 - i;
      words[3 - (position >>> 4)] |= (long) Hex.digit(text, start + i) << ((position & 15) << 2);
    }
    return ofLongs(words[0], words[1], words[2], words[3]);
  }

  /** The number of decimal digits. */
  public static UInt256 fromDecimal(String text) {
    return of(new BigInteger(text));
  }

  /** Writes the 32 big-endian bytes at an offset. */
  public void writeTo(byte[] target, int offset) {
    BigEndian.putLong(target, offset, w0);
    BigEndian.putLong(target, offset + 8, w1);
    BigEndian.putLong(target, offset + 16, w2);
    BigEndian.putLong(target, offset + 24, w3);
  }

  /** The 32 big-endian bytes. */
  public byte[] toArray() {
    byte[] bytes = new byte[SIZE];
    writeTo(bytes, 0);
    return bytes;
  }

  /** The big-endian bytes without leading zeros: none for zero. */
  public byte[] toMinimalArray() {
    byte[] bytes = toArray();
    int length = byteLength();
    return java.util.Arrays.copyOfRange(bytes, SIZE - length, SIZE);
  }

  /** The same 256 bits as a hash. */
  public Hash toHash() {
    return Hash.ofLongs(w0, w1, w2, w3);
  }

  /** The last 20 bytes as an address. */
  public Address toAddress() {
    return Address.ofLast(toHash());
  }

  /** The number as a big integer. */
  public BigInteger toBigInteger() {
    return new BigInteger(1, toArray());
  }

  /** Quantity form: {@code 0x} and no leading zero. */
  public String toHex() {
    if (isLong64()) {
      return Hex.quantity(w3);
    }
    String digits = Hex.encode(toArray());
    int start = 2;
    while (digits.charAt(start) == '0') {
      start++;
    }
    return "0x" + digits.substring(start);
  }

  /** The 64-bit word at an index from 0 (most significant) to 3. */
  public long word(int index) {
    return switch (index) {
      case 0 -> w0;
      case 1 -> w1;
      case 2 -> w2;
      case 3 -> w3;
      default -> throw new IndexOutOfBoundsException(index);
    };
  }

  /** The lowest 64 bits. */
  public long lowLong() {
    return w3;
  }

  /** Whether the number fits in 64 unsigned bits. */
  public boolean isLong64() {
    return (w0 | w1 | w2) == 0;
  }

  /** Whether the number is at most {@link Long#MAX_VALUE}. */
  public boolean isLong63() {
    return isLong64() && w3 >= 0;
  }

  /**
   * The number as a non-negative long.
   *
   * @throws ArithmeticException when it exceeds {@link Long#MAX_VALUE}
   */
  public long toLongExact() {
    if (!isLong63()) {
      throw new ArithmeticException(toHex() + " does not fit in 63 bits");
    }
    return w3;
  }

  /** The number, or {@link Long#MAX_VALUE} when it is larger. */
  public long toLongSaturated() {
    return isLong63() ? w3 : Long.MAX_VALUE;
  }

  /** Whether the number is zero. */
  public boolean isZero() {
    return (w0 | w1 | w2 | w3) == 0;
  }

  /** Position of the highest set bit plus one; 0 for zero. */
  public int bitLength() {
    if (w0 != 0) {
      return 256 - Long.numberOfLeadingZeros(w0);
    }
    if (w1 != 0) {
      return 192 - Long.numberOfLeadingZeros(w1);
    }
    return w2 != 0 ? 128 - Long.numberOfLeadingZeros(w2) : 64 - Long.numberOfLeadingZeros(w3);
  }

  /** Bytes needed for the number: 0 for zero, at most 32. */
  public int byteLength() {
    return (bitLength() + 7) >>> 3;
  }

  // ---- sums

  /** This plus that, modulo 2^256. */
  public UInt256 add(UInt256 that) {
    long r3 = w3 + that.w3;
    long c3 = carry(w3, that.w3, r3);
    long r2 = w2 + that.w2 + c3;
    long c2 = carry(w2, that.w2, r2);
    long r1 = w1 + that.w1 + c2;
    long c1 = carry(w1, that.w1, r1);
    return ofLongs(w0 + that.w0 + c1, r1, r2, r3);
  }

  /** Carry out of {@code sum = a + b + carryIn}: the majority of a, b and the missing sum bit. */
  private static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }

  /** This minus that, modulo 2^256. */
  public UInt256 subtract(UInt256 that) {
    long r3 = w3 - that.w3;
    long b3 = borrow(w3, that.w3, r3);
    long r2 = w2 - that.w2 - b3;
    long b2 = borrow(w2, that.w2, r2);
    long r1 = w1 - that.w1 - b2;
    long b1 = borrow(w1, that.w1, r1);
    return ofLongs(w0 - that.w0 - b1, r1, r2, r3);
  }

  private static long borrow(long a, long b, long difference) {
    return ((~a & b) | ((~a | b) & difference)) >>> 63;
  }

  /**
   * This plus that.
   *
   * @throws ArithmeticException when the sum exceeds 256 bits
   */
  public UInt256 addExact(UInt256 that) {
    UInt256 sum = add(that);
    if (sum.compareTo(this) < 0) {
      throw new ArithmeticException("sum exceeds 256 bits");
    }
    return sum;
  }

  /**
   * This minus that.
   *
   * @throws ArithmeticException when that is larger
   */
  public UInt256 subtractExact(UInt256 that) {
    if (compareTo(that) < 0) {
      throw new ArithmeticException("difference is negative");
    }
    return subtract(that);
  }

  /** The smaller of the two. */
  public UInt256 min(UInt256 that) {
    return compareTo(that) <= 0 ? this : that;
  }

  /** The larger of the two. */
  public UInt256 max(UInt256 that) {
    return compareTo(that) >= 0 ? this : that;
  }

  /** Whether this is less than that. */
  public boolean lessThan(UInt256 that) {
    return compareTo(that) < 0;
  }

  // ---- products and quotients

  /** This times that, modulo 2^256. */
  public UInt256 multiply(UInt256 that) {
    if (isLong64() && that.isLong64()) {
      return ofLongs(0, 0, Math.unsignedMultiplyHigh(w3, that.w3), w3 * that.w3);
    }
    return WideArithmetic.multiplyLow(this, that);
  }

  /**
   * This times that.
   *
   * @throws ArithmeticException when the product exceeds 256 bits
   */
  public UInt256 multiplyExact(UInt256 that) {
    if (multiplyOverflows(that)) {
      throw new ArithmeticException("product exceeds 256 bits");
    }
    return multiply(that);
  }

  /** Whether the product of the two exceeds 256 bits. */
  public boolean multiplyOverflows(UInt256 that) {
    int bits = bitLength() + that.bitLength();
    return bits > 257 || (bits == 257 && WideArithmetic.productExceeds256(this, that));
  }

  /** Quotient of this by that; zero when that is zero. */
  public UInt256 divide(UInt256 that) {
    if (that.isLong64() && isLong64()) {
      return that.w3 == 0 ? ZERO : of(Long.divideUnsigned(w3, that.w3));
    }
    return compareTo(that) < 0 ? ZERO : WideArithmetic.divide(this, that);
  }

  /** Remainder of this by that; zero when that is zero. */
  public UInt256 mod(UInt256 that) {
    if (that.isLong64() && isLong64()) {
      return that.w3 == 0 ? ZERO : of(Long.remainderUnsigned(w3, that.w3));
    }
    return compareTo(that) < 0 ? this : WideArithmetic.mod(this, that);
  }

  /** Remainder of the unbounded sum of this and that by a modulus; zero when it is zero. */
  public UInt256 addMod(UInt256 that, UInt256 modulus) {
    return modulus.isZero() ? ZERO : WideArithmetic.addMod(this, that, modulus);
  }

  /** Remainder of the unbounded product of this and that by a modulus; zero when it is zero. */
  public UInt256 multiplyMod(UInt256 that, UInt256 modulus) {
    return modulus.isZero() ? ZERO : WideArithmetic.multiplyMod(this, that, modulus);
  }

  /** This raised to an exponent, modulo 2^256. */
  public UInt256 pow(UInt256 exponent) {
    UInt256 result = ONE;
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      result = result.multiply(result);
      if (exponent.testBit(bit)) {
        result = result.multiply(this);
      }
    }
    return result;
  }

  // ---- bits

  /** Whether the bit at a position from 0 (least significant) to 255 is set. */
  public boolean testBit(int position) {
    return (word(3 - (position >>> 6)) >>> (position & 63) & 1) != 0;
  }

  /** This shifted left by 0 or more bits; zero from 256 on. */
  public UInt256 shiftLeft(int bits) {
    if (bits >= 256) {
      return ZERO;
    }
    int words = bits >>> 6;
    int rest = bits & 63;
    return ofLongs(
        shiftedLeft(words, rest),
        shiftedLeft(words + 1, rest),
        shiftedLeft(words + 2, rest),
        shiftedLeft(words + 3, rest));
  }

  private long shiftedLeft(int index, int bits) {
    long here = wordOrZero(index) << bits;
    return bits == 0 ? here : here | wordOrZero(index + 1) >>> (64 - bits);
  }

  /** This shifted right by 0 or more bits; zero from 256 on. */
  public UInt256 shiftRight(int bits) {
    if (bits >= 256) {
      return ZERO;
    }
    int words = bits >>> 6;
    int rest = bits & 63;
    return ofLongs(
        shiftedRight(-words, rest),
        shiftedRight(1 - words, rest),
        shiftedRight(2 - words, rest),
        shiftedRight(3 - words, rest));
  }

  private long shiftedRight(int index, int bits) {
    long here = wordOrZero(index) >>> bits;
    return bits == 0 ? here : here | wordOrZero(index - 1) << (64 - bits);
  }

  private long wordOrZero(int index) {
    return index < 0 || index > 3 ? 0 : word(index);
  }

  /** Bitwise and. */
  public UInt256 and(UInt256 that) {
    return ofLongs(w0 & that.w0, w1 & that.w1, w2 & that.w2, w3 & that.w3);
  }

  /** Bitwise or. */
  public UInt256 or(UInt256 that) {
    return ofLongs(w0 | that.w0, w1 | that.w1, w2 | that.w2, w3 | that.w3);
  }

  /** Bitwise exclusive or. */
  public UInt256 xor(UInt256 that) {
    return ofLongs(w0 ^ that.w0, w1 ^ that.w1, w2 ^ that.w2, w3 ^ that.w3);
  }

  /** Bitwise complement. */
  public UInt256 not() {
    return ofLongs(~w0, ~w1, ~w2, ~w3);
  }

  // ---- identity

  @Override
  public int compareTo(UInt256 that) {
    if (w0 != that.w0) {
      return Long.compareUnsigned(w0, that.w0);
    }
    if (w1 != that.w1) {
      return Long.compareUnsigned(w1, that.w1);
    }
    return w2 != that.w2 ? Long.compareUnsigned(w2, that.w2) : Long.compareUnsigned(w3, that.w3);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UInt256 that
        && w3 == that.w3
        && w2 == that.w2
        && w1 == that.w1
        && w0 == that.w0;
  }

  @Override
  public int hashCode() {
    long mixed = ((w0 * 31 + w1) * 31 + w2) * 31 + w3;
    return Long.hashCode(mixed * 0x9E3779B97F4A7C15L);
  }

  /** Decimal digits. */
  @Override
  public String toString() {
    return isLong64() ? Long.toUnsignedString(w3) : toBigInteger().toString();
  }
}
