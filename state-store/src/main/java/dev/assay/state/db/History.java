package dev.assay.state.db;

import dev.assay.state.db.DatabaseFailure.Kind;
import dev.assay.state.types.BigEndian;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tables held before each block.
 *
 * <p>When block n changes a key, the value from before is kept under the key and n. A read as of
 * block m therefore looks for the first entry of the key above m: its value is the one that was
 * true after m, and without such an entry the key has not changed since. Entries are never
 * rewritten, so a reader needs no lock and no snapshot: an entry that it finds is the answer, and
 * if it reads the table first and the history second, whatever came into the table is in the
 * history.
 */
final class History {
  private static final byte ABSENT = 0;
  private static final byte PRESENT = 1;

  private final RocksStore store;

  History(RocksStore store) {
    this.store = store;
  }

  /** A value as it was: {@code value} is null when there was none. */
  record Past(byte @Nullable [] value) {}

  static byte[] key(ColumnFamily family, byte[] key, long number) {
    byte[] full = new byte[keyLength(key)];
    writeKey(full, 0, family, key, number);
    return full;
  }

  /** Length of the history's key for a key. */
  static int keyLength(byte[] key) {
    return 2 + key.length + Long.BYTES;
  }

  static void writeKey(byte[] target, int at, ColumnFamily family, byte[] key, long number) {
    target[at] = family.tag();
    target[at + 1] = (byte) key.length;
    System.arraycopy(key, 0, target, at + 2, key.length);
    BigEndian.putLong(target, at + 2 + key.length, number);
  }

  static ColumnFamily family(byte[] historyKey) {
    return ColumnFamily.ofTag(historyKey[0]);
  }

  static byte[] tableKey(byte[] historyKey) {
    return Arrays.copyOfRange(historyKey, 2, historyKey.length - 8);
  }

  /** Adds what a key held before a block. */
  static void put(RocksStore.Batch batch, TableChange change, long number) {
    byte[] key = change.key();
    BatchBytes entry =
        batch
            .put(ColumnFamily.HISTORY, keyLength(key))
            .add(change.family().tag())
            .add((byte) key.length)
            .add(key)
            .add(number);
    byte[] before = change.before();
    if (before == null) {
      entry.value(1).add(ABSENT);
    } else {
      entry.value(1 + before.length).add(PRESENT).add(before);
    }
  }

  static Past decode(byte[] value) {
    return new Past(value[0] == ABSENT ? null : Arrays.copyOfRange(value, 1, value.length));
  }

  /** Forgets what a block did to the tables. */
  void forget(RocksStore.Batch batch, long number) {
    for (byte[] historyKey : keys(number)) {
      batch.delete(ColumnFamily.HISTORY, historyKey);
    }
    batch.delete(ColumnFamily.UNDO, UndoRecord.key(number));
  }

  private List<byte[]> keys(long number) {
    byte[] record = store.get(ColumnFamily.UNDO, UndoRecord.key(number));
    if (record == null) {
      throw new DatabaseFailure(Kind.CORRUPT, "the undo list of block " + number + " is missing");
    }
    return UndoRecord.decode(record);
  }

  /** Takes back what a block did to the tables, and forgets it. */
  void undo(RocksStore.Batch batch, long number) {
    for (byte[] historyKey : keys(number)) {
      byte[] recorded = store.get(ColumnFamily.HISTORY, historyKey);
      if (recorded == null) {
        throw new DatabaseFailure(Kind.CORRUPT, "history of block " + number + " is incomplete");
      }
      byte[] before = decode(recorded).value();
      batch.put(new TableChange(family(historyKey), tableKey(historyKey), null, before));
    }
    forget(batch, number);
  }

  /** What a key held after a block, if it has changed since. */
  @Nullable Past after(long number, ColumnFamily family, byte[] key) {
    byte[] from = key(family, key, number + 1);
    RocksStore.Entry entry = store.seek(ColumnFamily.HISTORY, from);
    return entry != null && isOfSameKey(entry.key(), from) ? decode(entry.value()) : null;
  }

  private static boolean isOfSameKey(byte[] a, byte[] b) {
    return a.length == b.length && Arrays.equals(a, 0, a.length - 8, b, 0, b.length - 8);
  }

  /** Shows the keys of a table that begin with a prefix and have ever changed, each once. */
  void changedKeys(
      ColumnFamily family, KeyPrefix prefix, int keyLength, RocksStore.KeyVisitor visitor) {
    store.scanPrefix(
        ColumnFamily.HISTORY,
        prefix.after(family.tag(), (byte) keyLength),
        (historyKey, ignored) -> visitor.visit(tableKey(historyKey)));
  }
}
