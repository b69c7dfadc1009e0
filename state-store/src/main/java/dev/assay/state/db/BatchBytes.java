package dev.assay.state.db;

import dev.assay.state.types.BigEndian;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A batch in the form in which RocksDB keeps, logs and takes it: a sequence number of eight bytes,
 * a count of four, then the records, each of them type, table, key and perhaps value; lengths are
 * variable-length numbers. It is the form of its write-ahead log and therefore stable. A block
 * crosses into native code once, not once for each of its changes.
 *
 * <p>Keys and values may be put together from pieces: {@link #put(int, int)}, the pieces of the
 * key, {@link #value}, the pieces of the value.
 */
final class BatchBytes {
  private static final int COUNT = 8;
  private static final int HEADER = 12;
  private static final byte DELETION = 4;
  private static final byte VALUE = 5;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size = HEADER;
  private int count;

  /** An empty batch that has room for so many bytes. */
  BatchBytes(int capacity) {
    bytes = new byte[Math.max(capacity, 2 * HEADER)];
  }

  void put(int table, byte[] key, byte[] value) {
    put(table, key.length).add(key).value(value.length).add(value);
  }

  void delete(int table, byte[] key) {
    begin(DELETION, table, key.length).add(key);
  }

  /** Begins a record whose key, so many bytes of it, follows. */
  BatchBytes put(int table, int keyLength) {
    return begin(VALUE, table, keyLength);
  }

  /** Ends the key; a value of so many bytes follows. */
  BatchBytes value(int length) {
    return number(length);
  }

  private BatchBytes begin(byte type, int table, int keyLength) {
    count++;
    return add(type).number(table).number(keyLength);
  }

  BatchBytes add(byte one) {
    reserve(1);
    bytes[size++] = one;
    return this;
  }

  BatchBytes add(byte[] piece) {
    reserve(piece.length);
    System.arraycopy(piece, 0, bytes, size, piece.length);
    size += piece.length;
    return this;
  }

  /** Eight bytes, the most significant first. */
  BatchBytes add(long number) {
    reserve(Long.BYTES);
    BigEndian.putLong(bytes, size, number);
    size += Long.BYTES;
    return this;
  }

  private BatchBytes number(int value) {
    int left = value;
    while (left >= 0x80) {
      add((byte) (left | 0x80));
      left >>>= 7;
    }
    return add((byte) left);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
    }
  }

  /** Bytes so far. */
  int size() {
    return size;
  }

  /** The whole batch. */
  byte[] toArray() {
    INT.set(bytes, COUNT, count);
    return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
  }
}
