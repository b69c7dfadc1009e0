package dev.assay.state.db;

import dev.assay.state.types.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of the newest state in memory, least recently used ones dropped first.
 *
 * <p>A reader that missed may come back with its value after a commit has changed it; such a value
 * is not taken, because a commit begins a new generation before it writes and fills in what it
 * wrote after. Records of the trie are taken from the writing thread alone, which verifies them
 * against their parents before it relies on them.
 */
final class TableCache {
  /** What an entry costs beside its bytes: three objects, two arrays, a link of the map. */
  private static final int OVERHEAD = 176;

  private record Key(ColumnFamily family, Bytes bytes) {}

  /** What is known of a key; {@code value} is null when it is known to be absent. */
  record Known(byte @Nullable [] value) {}

  private final RocksStore store;
  private final long capacity;
  private final LinkedHashMap<Key, Known> entries = new LinkedHashMap<>(1024, 0.75f, true);
  private long size;
  private long generation;
  private boolean changing;

  TableCache(RocksStore store, long capacity) {
    this.store = store;
    this.capacity = capacity;
  }

  /** The value of a key, from memory or from the table. */
  byte @Nullable [] get(ColumnFamily family, byte[] bytes) {
    Key key = new Key(family, Bytes.wrap(bytes));
    long generationOfRead;
    synchronized (this) {
      Known known = entries.get(key);
      if (known != null) {
        return known.value();
      }
      generationOfRead = generation;
    }
    byte[] value = store.get(family, bytes);
    synchronized (this) {
      if (generation == generationOfRead && !changing) {
        put(key, value);
      }
    }
    return value;
  }

  /** The value of a key if it is in memory. */
  synchronized @Nullable Known peek(ColumnFamily family, byte[] bytes) {
    return entries.get(new Key(family, Bytes.wrap(bytes)));
  }

  /** Says that a commit is about to write. */
  synchronized void begin() {
    generation++;
    changing = true;
  }

  /** Takes what a commit wrote. */
  synchronized void written(Iterable<TableChange> changes) {
    for (TableChange change : changes) {
      put(new Key(change.family(), Bytes.wrap(change.key())), change.after());
    }
    changing = false;
  }

  /** Forgets everything: a commit failed, or blocks were rolled back. */
  synchronized void clear() {
    entries.clear();
    size = 0;
    generation++;
    changing = false;
  }

  private void put(Key key, byte @Nullable [] value) {
    Known before = entries.put(key, new Known(value));
    size += cost(key, value) - (before == null ? 0 : cost(key, before.value()));
    while (size > capacity) {
      Map.Entry<Key, Known> eldest = entries.pollFirstEntry();
      size -= cost(eldest.getKey(), eldest.getValue().value());
    }
  }

  private static long cost(Key key, byte @Nullable [] value) {
    return OVERHEAD + key.bytes().size() + (value == null ? 0 : value.length);
  }
}
