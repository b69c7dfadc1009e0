package dev.assay.state.types;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Unaligned big-endian reads and writes over byte arrays. */
public final class BigEndian {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle NATIVE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  /** The 64-bit number at an offset. */
  public static long getLong(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  /** The number of up to eight bytes at an offset. */
  public static long getLong(byte[] bytes, int offset, int length) {
    if (length > 0 && bytes.length - offset >= Long.BYTES) {
      return getLong(bytes, offset) >>> Long.SIZE - Byte.SIZE * length;
    }
    long value = 0;
    for (int i = offset; i < offset + length; i++) {
      value = value << 8 | (bytes[i] & 0xFF);
    }
    return value;
  }

  /** Writes a 64-bit number at an offset. */
  public static void putLong(byte[] bytes, int offset, long value) {
    LONG.set(bytes, offset, value);
  }

  /** The 32-bit number at an offset. */
  public static int getInt(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  /** Writes a 32-bit number at an offset. */
  public static void putInt(byte[] bytes, int offset, int value) {
    INT.set(bytes, offset, value);
  }

  /** Copies 32 bytes: four moves, where a copy of any length would be a call. */
  public static void copyHash(byte[] source, int from, byte[] target, int to) {
    for (int i = 0; i < Hash.SIZE; i += Long.BYTES) {
      NATIVE.set(target, to + i, (long) NATIVE.get(source, from + i));
    }
  }

  /** Eight big-endian bytes of a number. */
  public static byte[] ofLong(long value) {
    byte[] bytes = new byte[8];
    putLong(bytes, 0, value);
    return bytes;
  }
}
