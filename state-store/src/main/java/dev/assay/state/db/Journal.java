package dev.assay.state.db;

import dev.assay.state.db.DatabaseFailure.Kind;
import dev.assay.state.types.BigEndian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a block did to the flat tables, as it is written with the block: the tables themselves
 * follow later, and records of tries are computed again if need be.
 *
 * <p>A change after another: tag of the table, key, and before and after each as a length and so
 * many bytes; the length of no value is 255. The tag tells the length of the key.
 */
final class Journal {
  private static final byte KIND = 'j';
  private static final int ABSENT = 0xFF;

  private Journal() {}

  static byte[] key(long number) {
    byte[] key = new byte[1 + Long.BYTES];
    key[0] = KIND;
    BigEndian.putLong(key, 1, number);
    return key;
  }

  /** What keys of the journal begin with. */
  static byte[] prefix() {
    return new byte[] {KIND};
  }

  /** The block of a key. */
  static long number(byte[] key) {
    return BigEndian.getLong(key, 1);
  }

  static void put(RocksStore.Batch batch, BlockChanges block) {
    BatchBytes entry = batch.put(ColumnFamily.BLOCKS, 1 + Long.BYTES);
    entry.add(KIND).add(block.number()).value(size(block));
    for (TableChange change : block.changes()) {
      if (change.family() != ColumnFamily.TRIE) {
        entry.add(change.family().tag()).add(change.key());
        add(entry, change.before());
        add(entry, change.after());
      }
    }
  }

  /** Bytes of a block's journal. */
  static int size(BlockChanges block) {
    int size = 0;
    for (TableChange change : block.changes()) {
      size += change.family() == ColumnFamily.TRIE ? 0 : 3 + change.bytes();
    }
    return size;
  }

  private static void add(BatchBytes entry, byte @Nullable [] value) {
    if (value == null) {
      entry.add((byte) ABSENT);
    } else {
      entry.add((byte) value.length).add(value);
    }
  }

  /**
   * The changes of a value, in the order of their tables and keys.
   *
   * @throws DatabaseFailure when it is malformed
   */
  static List<TableChange> decode(byte[] value) {
    List<TableChange> changes = new ArrayList<>();
    Cursor cursor = new Cursor(value);
    while (cursor.at < value.length) {
      ColumnFamily family = ColumnFamily.ofTag(cursor.take(1)[0]);
      byte[] key = cursor.take(family == ColumnFamily.ACCOUNTS ? 32 : 64);
      changes.add(new TableChange(family, key, cursor.value(), cursor.value()));
    }
    return changes;
  }

  private static final class Cursor {
    private final byte[] bytes;
    private int at;

    Cursor(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] take(int length) {
      if (length > bytes.length - at) {
        throw new DatabaseFailure(Kind.CORRUPT, "the journal of a block ends in a change");
      }
      at += length;
      return Arrays.copyOfRange(bytes, at - length, at);
    }

    byte @Nullable [] value() {
      int length = take(1)[0] & 0xFF;
      return length == ABSENT ? null : take(length);
    }
  }
}
