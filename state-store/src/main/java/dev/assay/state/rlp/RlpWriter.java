package dev.assay.state.rlp;

import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.Arrays;
import java.util.Optional;

/**
 * Appends items to a growing buffer.
 *
 * <p>A list reserves one header byte and closes by moving its payload only when the payload needs a
 * longer header, so writing is one pass whatever the nesting. Not thread-safe; reusable after
 * {@link #reset()}.
 */
public final class RlpWriter {
  private byte[] buffer;
  private int size;
  private int[] open = new int[8];
  private int depth;

  /** A writer with a small buffer. */
  public RlpWriter() {
    this(256);
  }

  /** A writer whose buffer begins with a capacity in bytes. */
  public RlpWriter(int capacity) {
    buffer = new byte[Math.max(capacity, 16)];
  }

  /** Forgets everything written, keeps the buffer. */
  public void reset() {
    size = 0;
    depth = 0;
  }

  /** Opens a list; what follows up to the matching {@link #endList()} are its items. */
  public RlpWriter startList() {
    if (depth == open.length) {
      open = Arrays.copyOf(open, 2 * depth);
    }
    open[depth++] = size;
    reserve(1);
    size++;
    return this;
  }

  /** Closes the innermost open list. */
  public RlpWriter endList() {
    if (depth == 0) {
      throw new IllegalStateException("no list is open");
    }
    int start = open[--depth];
    int length = size - start - 1;
    if (length < 56) {
      buffer[start] = (byte) (0xC0 + length);
      return this;
    }
    int extra = lengthBytes(length);
    reserve(extra);
    System.arraycopy(buffer, start + 1, buffer, start + 1 + extra, length);
    size += extra;
    writeLength(start, 0xF7, length, extra);
    return this;
  }

  /** Appends the header of a list whose items, so many bytes of them, follow. */
  public RlpWriter listHeader(int length) {
    reserve(length + 5);
    if (length < 56) {
      buffer[size++] = (byte) (0xC0 + length);
    } else {
      int extra = lengthBytes(length);
      writeLength(size, 0xF7, length, extra);
      size += 1 + extra;
    }
    return this;
  }

  /** Appends so many empty strings. */
  public RlpWriter emptyStrings(int count) {
    reserve(count);
    for (int end = size + count; size < end; size++) {
      buffer[size] = (byte) 0x80;
    }
    return this;
  }

  /** Appends the 32 bytes of a hash that stand at an offset. */
  public RlpWriter hash(byte[] source, int offset) {
    reserve(33);
    buffer[size] = (byte) (0x80 + Hash.SIZE);
    BigEndian.copyHash(source, offset, buffer, size + 1);
    size += 33;
    return this;
  }

  /** Appends a string. */
  public RlpWriter bytes(byte[] source) {
    return bytes(source, 0, source.length);
  }

  /** Appends a string. */
  public RlpWriter bytes(Bytes source) {
    return bytes(source.unsafeArray(), 0, source.size());
  }

  /** Appends a range of bytes as a string. */
  public RlpWriter bytes(byte[] source, int offset, int length) {
    reserve(length + 5);
    if (length == 1 && source[offset] >= 0) {
      buffer[size++] = source[offset];
      return this;
    }
    if (length < 56) {
      buffer[size++] = (byte) (0x80 + length);
    } else {
      int extra = lengthBytes(length);
      writeLength(size, 0xB7, length, extra);
      size += 1 + extra;
    }
    System.arraycopy(source, offset, buffer, size, length);
    size += length;
    return this;
  }

  /** Appends an unsigned 64-bit number without leading zeros. */
  public RlpWriter number(long unsigned) {
    reserve(9);
    if (unsigned >= 0 && unsigned < 0x80) {
      buffer[size++] = unsigned == 0 ? (byte) 0x80 : (byte) unsigned;
      return this;
    }
    int length = (71 - Long.numberOfLeadingZeros(unsigned)) >>> 3;
    buffer[size++] = (byte) (0x80 + length);
    for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (unsigned >>> shift);
    }
    return this;
  }

  /** Appends a 256-bit number without leading zeros. */
  public RlpWriter number(UInt256 value) {
    return value.isLong64() ? number(value.lowLong()) : bytes(value.toMinimalArray());
  }

  /** Appends the 32 bytes of a hash. */
  public RlpWriter hash(Hash value) {
    reserve(33);
    buffer[size] = (byte) (0x80 + Hash.SIZE);
    value.writeTo(buffer, size + 1);
    size += 33;
    return this;
  }

  /** Appends the 20 bytes of an address. */
  public RlpWriter address(Address value) {
    reserve(21);
    buffer[size] = (byte) (0x80 + Address.SIZE);
    value.writeTo(buffer, size + 1);
    size += 21;
    return this;
  }

  /** Appends an address, or the empty string for none: the recipient of a creation. */
  public RlpWriter address(Optional<Address> value) {
    return value.isPresent() ? address(value.get()) : bytes(Bytes.EMPTY);
  }

  /** Appends bytes that are already an encoding. */
  public RlpWriter raw(byte[] encoded, int offset, int length) {
    reserve(length);
    System.arraycopy(encoded, offset, buffer, size, length);
    size += length;
    return this;
  }

  /** Appends room for so many bytes that the caller writes, at the end of {@link #buffer}. */
  public RlpWriter room(int length) {
    reserve(length);
    size += length;
    return this;
  }

  /** Appends bytes that are already an encoding. */
  public RlpWriter raw(byte[] encoded) {
    return raw(encoded, 0, encoded.length);
  }

  /** Appends a single byte as it is: the type in front of an envelope. */
  public RlpWriter rawByte(int value) {
    reserve(1);
    buffer[size++] = (byte) value;
    return this;
  }

  /** Bytes written so far. */
  public int size() {
    return size;
  }

  /** The buffer itself: its first {@link #size()} bytes are the encoding until the next write. */
  public byte[] buffer() {
    return buffer;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    if (depth != 0) {
      throw new IllegalStateException(depth + " lists are still open");
    }
    return Arrays.copyOf(buffer, size);
  }

  /** A copy of what was written. */
  public Bytes toBytes() {
    return Bytes.wrap(toByteArray());
  }

  private void reserve(int bytes) {
    if (size + bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + bytes));
    }
  }

  private void writeLength(int at, int base, int length, int extra) {
    buffer[at] = (byte) (base + extra);
    for (int i = 0; i < extra; i++) {
      buffer[at + 1 + i] = (byte) (length >>> (8 * (extra - 1 - i)));
    }
  }

  /** How many bytes a string takes. */
  public static int length(byte[] string) {
    int length = string.length;
    if (length == 1 && string[0] >= 0) {
      return 1;
    }
    return length < 56 ? 1 + length : 1 + lengthBytes(length) + length;
  }

  private static int lengthBytes(int length) {
    return (39 - Integer.numberOfLeadingZeros(length)) >>> 3;
  }
}
