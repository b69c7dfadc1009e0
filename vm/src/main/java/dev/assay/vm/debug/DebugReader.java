package dev.assay.vm.debug;

import java.nio.charset.StandardCharsets;

/** Reads a range of bytes and never beyond it. */
final class DebugReader {
  private static final int MOST_TEXT = 1_024;

  private final byte[] bytes;
  private final int end;
  private int at;

  /** Something that is not as it should be, with the offset in the module. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String what, int offset) {
      super(what + " at offset " + offset);
    }
  }

  DebugReader(byte[] bytes, int start, int length) {
    this.bytes = bytes;
    this.at = start;
    this.end = start + length;
  }

  boolean hasMore() {
    return at < end;
  }

  int position() {
    return at;
  }

  int left() {
    return end - at;
  }

  Malformed malformed(String what) {
    return new Malformed(what, at);
  }

  /** The next so many bytes as a range of their own; this reader goes on behind them. */
  DebugReader part(long length) throws Malformed {
    require(length);
    DebugReader part = new DebugReader(bytes, at, (int) length);
    at += (int) length;
    return part;
  }

  void skip(long length) throws Malformed {
    require(length);
    at += (int) length;
  }

  private void require(long length) throws Malformed {
    if (length < 0 || length > left()) {
      throw malformed("debug information ends early");
    }
  }

  int u8() throws Malformed {
    require(1);
    return bytes[at++] & 0xFF;
  }

  int s8() throws Malformed {
    return (byte) u8();
  }

  int u16() throws Malformed {
    return u8() | u8() << 8;
  }

  long u32() throws Malformed {
    return u16() | (long) u16() << 16;
  }

  long u64() throws Malformed {
    return u32() | u32() << 32;
  }

  /** An unsigned LEB128 number of at most 64 bits. */
  long unsigned() throws Malformed {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = u8();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw malformed("number of more than 64 bits");
  }

  /** A signed LEB128 number of at most 64 bits. */
  long signed() throws Malformed {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; ) {
      int next = u8();
      value |= (long) (next & 0x7F) << shift;
      shift += 7;
      if (next < 0x80) {
        return shift < Long.SIZE && (next & 0x40) != 0 ? value | -1L << shift : value;
      }
    }
    throw malformed("number of more than 64 bits");
  }

  /** A text that ends with a zero byte. Many names may point at one text, so it has a limit. */
  String text() throws Malformed {
    int start = at;
    while (u8() != 0) {
      if (at - start > MOST_TEXT) {
        throw malformed("name of more than " + MOST_TEXT + " bytes");
      }
    }
    return new String(bytes, start, at - 1 - start, StandardCharsets.UTF_8);
  }

  /** A text of known length. */
  String text(long length) throws Malformed {
    require(length);
    String text = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
    at += (int) length;
    return text;
  }
}
