package dev.assay.state.types;

/** 32 bytes: a Keccak-256 hash, a trie key, a log topic. */
public final class Hash implements Comparable<Hash> {
  /** Length in bytes. */
  public static final int SIZE = 32;

  /** Thirty-two zero bytes. */
  public static final Hash ZERO = new Hash(0, 0, 0, 0);

  /** Keccak-256 of the empty string: the code hash of an account without code. */
  public static final Hash EMPTY_CODE =
      fromHex("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");

  /** Root of the empty trie: Keccak-256 of the RLP empty string. */
  public static final Hash EMPTY_TRIE =
      fromHex("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");

  /** Keccak-256 of the RLP empty list: the ommers hash of every block. */
  public static final Hash EMPTY_LIST =
      fromHex("1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");

  private final long w0;
  private final long w1;
  private final long w2;
  private final long w3;

  private Hash(long w0, long w1, long w2, long w3) {
    this.w0 = w0;
    this.w1 = w1;
    this.w2 = w2;
    this.w3 = w3;
  }

  /**
   * The hash made of exactly 32 bytes.
   *
   * @throws IllegalArgumentException for any other length
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a hash has 32 bytes, found " + bytes.length);
    }
    return of(bytes, 0);
  }

  /** The hash made of the 32 bytes at an offset. */
  public static Hash of(byte[] bytes, int offset) {
    return new Hash(
        BigEndian.getLong(bytes, offset),
        BigEndian.getLong(bytes, offset + 8),
        BigEndian.getLong(bytes, offset + 16),
        BigEndian.getLong(bytes, offset + 24));
  }

  /** The hash made of four 64-bit words, most significant first. */
  public static Hash ofLongs(long w0, long w1, long w2, long w3) {
    return new Hash(w0, w1, w2, w3);
  }

  /** The hash of 64 hexadecimal digits. */
  public static Hash fromHex(CharSequence text) {
    return of(Hex.decode(text));
  }

  /** Writes the 32 bytes at an offset. */
  public void writeTo(byte[] target, int offset) {
    BigEndian.putLong(target, offset, w0);
    BigEndian.putLong(target, offset + 8, w1);
    BigEndian.putLong(target, offset + 16, w2);
    BigEndian.putLong(target, offset + 24, w3);
  }

  /** The 32 bytes. */
  public byte[] toArray() {
    byte[] bytes = new byte[SIZE];
    writeTo(bytes, 0);
    return bytes;
  }

  /** The 32 bytes. */
  public Bytes toBytes() {
    return Bytes.wrap(toArray());
  }

  /** The same 256 bits as a number. */
  public UInt256 toUInt256() {
    return UInt256.ofLongs(w0, w1, w2, w3);
  }

  /** The first eight bytes. */
  public long prefix() {
    return w0;
  }

  /** The last eight bytes. */
  public long suffix() {
    return w3;
  }

  /** The half-byte at an index from 0 (most significant) to 63. */
  public int nibble(int index) {
    return (int) (word(index >>> 4) >>> (60 - ((index & 15) << 2))) & 15;
  }

  /** Length in half-bytes of the longest prefix that two hashes share: 64 when they are equal. */
  public int sharedNibbles(Hash other) {
    for (int i = 0; i < 4; i++) {
      long difference = word(i) ^ other.word(i);
      if (difference != 0) {
        return i * 16 + (Long.numberOfLeadingZeros(difference) >>> 2);
      }
    }
    return 2 * SIZE;
  }

  /** This hash with every half-byte from an index on made zero. */
  public Hash prefix(int nibbles) {
    return new Hash(
        w0 & mask(nibbles),
        w1 & mask(nibbles - 16),
        w2 & mask(nibbles - 32),
        w3 & mask(nibbles - 48));
  }

  private static long mask(int nibbles) {
    return nibbles <= 0 ? 0 : nibbles >= 16 ? -1 : -1L << (64 - 4 * nibbles);
  }

  /** This hash with the half-byte at an index replaced. */
  public Hash withNibble(int index, int value) {
    int shift = 60 - ((index & 15) << 2);
    long word = (word(index >>> 4) & ~(15L << shift)) | (long) value << shift;
    return switch (index >>> 4) {
      case 0 -> new Hash(word, w1, w2, w3);
      case 1 -> new Hash(w0, word, w2, w3);
      case 2 -> new Hash(w0, w1, word, w3);
      default -> new Hash(w0, w1, w2, word);
    };
  }

  /** Eight of the bytes as a number: the first eight for 0, the last for 3. */
  public long word(int index) {
    return switch (index) {
      case 0 -> w0;
      case 1 -> w1;
      case 2 -> w2;
      default -> w3;
    };
  }

  /** The data form. */
  public String toHex() {
    return Hex.encode(toArray());
  }

  @Override
  public int compareTo(Hash other) {
    int order = Long.compareUnsigned(w0, other.w0);
    if (order == 0) {
      order = Long.compareUnsigned(w1, other.w1);
    }
    if (order == 0) {
      order = Long.compareUnsigned(w2, other.w2);
    }
    return order == 0 ? Long.compareUnsigned(w3, other.w3) : order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that
        && w0 == that.w0
        && w1 == that.w1
        && w2 == that.w2
        && w3 == that.w3;
  }

  @Override
  public int hashCode() {
    return Long.hashCode((w0 * 31 + w1) * 31 + (w2 * 31 + w3));
  }

  @Override
  public String toString() {
    return toHex();
  }
}
