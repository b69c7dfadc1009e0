package dev.assay.state.types;

/** A 20-byte account address. */
public final class Address implements Comparable<Address> {
  /** Length in bytes. */
  public static final int SIZE = 20;

  /** The address of twenty zero bytes. */
  public static final Address ZERO = new Address(0, 0, 0);

  private final long high;
  private final long middle;
  private final int low;

  private Address(long high, long middle, int low) {
    this.high = high;
    this.middle = middle;
    this.low = low;
  }

  /**
   * The address made of exactly 20 bytes.
   *
   * @throws IllegalArgumentException for any other length
   */
  public static Address of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("an address has 20 bytes, found " + bytes.length);
    }
    return of(bytes, 0);
  }

  /** The address made of the 20 bytes at an offset. */
  public static Address of(byte[] bytes, int offset) {
    return new Address(
        BigEndian.getLong(bytes, offset),
        BigEndian.getLong(bytes, offset + 8),
        BigEndian.getInt(bytes, offset + 16));
  }

  /** The address whose number is small: precompiles and test accounts. */
  public static Address of(long number) {
    return new Address(0, number >>> 32, (int) number);
  }

  /** The address of 40 hexadecimal digits; the checksum of mixed case is not looked at. */
  public static Address fromHex(CharSequence text) {
    return of(Hex.decode(text));
  }

  /** The last 20 bytes of a hash or word. */
  public static Address ofLast(Hash hash) {
    byte[] bytes = hash.toArray();
    return of(bytes, Hash.SIZE - SIZE);
  }

  /** Writes the 20 bytes at an offset. */
  public void writeTo(byte[] target, int offset) {
    BigEndian.putLong(target, offset, high);
    BigEndian.putLong(target, offset + 8, middle);
    BigEndian.putInt(target, offset + 16, low);
  }

  /** The 20 bytes. */
  public byte[] toArray() {
    byte[] bytes = new byte[SIZE];
    writeTo(bytes, 0);
    return bytes;
  }

  /** The 20 bytes. */
  public Bytes toBytes() {
    return Bytes.wrap(toArray());
  }

  /** The address as the low 160 bits of a word. */
  public UInt256 toUInt256() {
    return UInt256.ofLongs(
        0, high >>> 32, high << 32 | middle >>> 32, middle << 32 | Integer.toUnsignedLong(low));
  }

  /** The data form in lower case. */
  public String toHex() {
    return Hex.encode(toArray());
  }

  @Override
  public int compareTo(Address other) {
    int order = Long.compareUnsigned(high, other.high);
    if (order == 0) {
      order = Long.compareUnsigned(middle, other.middle);
    }
    return order == 0 ? Integer.compareUnsigned(low, other.low) : order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address that
        && low == that.low
        && middle == that.middle
        && high == that.high;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high * 0x9E3779B97F4A7C15L + middle) * 31 + low;
  }

  @Override
  public String toString() {
    return toHex();
  }
}
