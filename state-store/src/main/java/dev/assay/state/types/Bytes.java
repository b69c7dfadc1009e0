package dev.assay.state.types;

import java.util.Arrays;

/** An immutable byte string. Ordered as unsigned bytes, a prefix before what it begins. */
public final class Bytes implements Comparable<Bytes> {
  /** The empty string. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of the bytes. */
  public static Bytes of(byte... bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
  }

  /** A copy of a range of the bytes. */
  public static Bytes of(byte[] bytes, int offset, int length) {
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** The array itself, not copied: the caller gives it away and must never write to it again. */
  public static Bytes wrap(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes);
  }

  /** Bytes of hexadecimal data, see {@link Hex#decode}. */
  public static Bytes fromHex(CharSequence text) {
    return wrap(Hex.decode(text));
  }

  /** Length in bytes. */
  public int size() {
    return bytes.length;
  }

  /** Whether the length is zero. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** The byte at an index. */
  public byte get(int index) {
    return bytes[index];
  }

  /** A copy of the bytes. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /**
   * The array behind this value, for readers that would otherwise copy megabytes (contract code,
   * RLP, hashing). It must never be written to.
   */
  public byte[] unsafeArray() {
    return bytes;
  }

  /** Copies a range into an array. */
  public void copyTo(int from, byte[] target, int offset, int length) {
    System.arraycopy(bytes, from, target, offset, length);
  }

  /** The range from one index (inclusive) to another (exclusive). */
  public Bytes slice(int from, int to) {
    return from == 0 && to == bytes.length ? this : wrap(Arrays.copyOfRange(bytes, from, to));
  }

  /** The data form, {@code 0x} and two digits a byte. */
  public String toHex() {
    return Hex.encode(bytes);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
