package dev.assay.state.db;

import dev.assay.state.types.BigEndian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The keys of the history that one block wrote: length in two bytes and key, one after another. */
final class UndoRecord {
  private UndoRecord() {}

  static byte[] key(long number) {
    return BigEndian.ofLong(number);
  }

  static byte[] encode(List<TableChange> changes, long number) {
    int size = 0;
    for (TableChange change : changes) {
      size += 2 + History.keyLength(change.key());
    }
    byte[] record = new byte[size];
    int at = 0;
    for (TableChange change : changes) {
      int length = History.keyLength(change.key());
      record[at] = (byte) (length >> 8);
      record[at + 1] = (byte) length;
      History.writeKey(record, at + 2, change.family(), change.key(), number);
      at += 2 + length;
    }
    return record;
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
