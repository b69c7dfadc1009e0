package dev.assay.state.db;

import dev.assay.state.types.BigEndian;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The keys of the history that one block wrote: length in two bytes and key, one after another. */
final class UndoRecord {
  private UndoRecord() {}

  static byte[] key(long number) {
    return BigEndian.ofLong(number);
  }

  static byte[] encode(List<byte[]> historyKeys) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] key : historyKeys) {
      out.write(key.length >> 8);
      out.write(key.length);
      out.writeBytes(key);
    }
    return out.toByteArray();
  }

  static List<byte[]> decode(byte[] value) {
    List<byte[]> keys = new ArrayList<>();
    for (int at = 0; at < value.length; ) {
      int length = (value[at] & 0xFF) << 8 | (value[at + 1] & 0xFF);
      keys.add(Arrays.copyOfRange(value, at + 2, at + 2 + length));
      at += 2 + length;
    }
    return keys;
  }
}
