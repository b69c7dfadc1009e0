package dev.assay.state.db;

import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Hash;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Values of the newest state in memory: sets of a few entries, the oldest of a set makes room. Keys
 * are hashes, so their own bytes spread them over the sets. A hit takes no lock.
 *
 * <p>A reader that missed may come back with its value after a commit has changed it; such a value
 * is not taken, because a commit begins a new generation before it writes and fills in what it
 * wrote after. Records of the trie are not kept here, see {@link TrieMemory}.
 */
final class TableCache {
  private static final int WAYS = 4;

  /** The most an entry takes: its place, an array's header, tag, key, and the longest value. */
  private static final int LARGEST_ENTRY = 168;

  private static final int TAG = 2;
  private static final byte ABSENT = 0;
  private static final byte PRESENT = 1;

  /** What is known of a key; {@code value} is null when it is known to be absent. */
  record Known(byte @Nullable [] value) {}

  private final LiveTables tables;
  private final int setMask;

  /** One array an entry: table, whether there is a value, key, value. */
  private final AtomicReferenceArray<byte @Nullable []> entries;

  /** Written so that nobody finds the reads of {@link #expect} useless; never read. */
  @SuppressWarnings("unused")
  private long expected;

  private long generation;
  private boolean changing;

  TableCache(LiveTables tables, long capacity) {
    this.tables = tables;
    long sets = Math.clamp(capacity / LARGEST_ENTRY / WAYS, 1, 1 << 26);
    this.setMask = (int) Long.highestOneBit(sets) - 1;
    this.entries = new AtomicReferenceArray<>((setMask + 1) * WAYS);
  }

  /** The value of a key, from memory or from the table. */
  byte @Nullable [] get(ColumnFamily family, byte[] key) {
    byte[] entry = find(family, key);
    if (entry != null) {
      return value(entry, key);
    }
    if (tables.excludes(family, key)) {
      return null;
    }
    long generationOfRead;
    synchronized (this) {
      generationOfRead = generation;
    }
    byte[] value = tables.get(family, key);
    synchronized (this) {
      if (generation == generationOfRead && !changing) {
        put(family, key, value);
      }
    }
    return value;
  }

  /** The value of a key if it is in memory. */
  @Nullable Known peek(ColumnFamily family, byte[] key) {
    byte[] entry = find(family, key);
    return entry == null ? null : new Known(value(entry, key));
  }

  /** Reads a little of what a key's set holds, so that it comes into the processor's caches. */
  void expect(Hash key) {
    int set = set(key.prefix() ^ key.suffix());
    long sum = 0;
    for (int way = set; way < set + WAYS; way++) {
      byte[] entry = entries.getPlain(way);
      sum += entry == null ? 0 : entry[0];
    }
    expected = sum;
  }

  /** Says that a commit is about to write. */
  synchronized void begin() {
    generation++;
    changing = true;
  }

  /** Takes what a commit wrote. */
  synchronized void written(Iterable<TableChange> changes) {
    for (TableChange change : changes) {
      if (change.family() != ColumnFamily.TRIE) {
        put(change.family(), change.key(), change.after());
      }
    }
    changing = false;
  }

  /** Forgets everything: a commit failed, or blocks were rolled back. */
  synchronized void clear() {
    for (int i = 0; i < entries.length(); i++) {
      entries.setRelease(i, null);
    }
    generation++;
    changing = false;
  }

  private int set(byte[] key) {
    return set(BigEndian.getLong(key, 0) ^ BigEndian.getLong(key, key.length - 8));
  }

  private int set(long word) {
    return WAYS * ((int) (word ^ word >>> 32) & setMask);
  }

  private byte @Nullable [] find(ColumnFamily family, byte[] key) {
    int set = set(key);
    for (int way = set; way < set + WAYS; way++) {
      byte[] entry = entries.getAcquire(way);
      if (entry != null && isOf(entry, family, key)) {
        return entry;
      }
    }
    return null;
  }

  private static boolean isOf(byte[] entry, ColumnFamily family, byte[] key) {
    return entry[0] == family.tag()
        && entry.length >= TAG + key.length
        && Arrays.equals(entry, TAG, TAG + key.length, key, 0, key.length);
  }

  private static byte @Nullable [] value(byte[] entry, byte[] key) {
    return entry[1] == ABSENT ? null : Arrays.copyOfRange(entry, TAG + key.length, entry.length);
  }

  /** Puts an entry first in its set: over the same key's, or over the oldest. */
  private void put(ColumnFamily family, byte[] key, byte @Nullable [] value) {
    byte[] entry = new byte[TAG + key.length + (value == null ? 0 : value.length)];
    entry[0] = family.tag();
    entry[1] = value == null ? ABSENT : PRESENT;
    System.arraycopy(key, 0, entry, TAG, key.length);
    if (value != null) {
      System.arraycopy(value, 0, entry, TAG + key.length, value.length);
    }
    int set = set(key);
    int last = set;
    while (last < set + WAYS - 1) {
      byte[] old = entries.getPlain(last);
      if (old == null || isOf(old, family, key)) {
        break;
      }
      last++;
    }
    // From the back, so that whoever looks meanwhile finds every key that stays.
    for (int way = last; way > set; way--) {
      entries.setRelease(way, entries.getPlain(way - 1));
    }
    entries.setRelease(set, entry);
  }
}
