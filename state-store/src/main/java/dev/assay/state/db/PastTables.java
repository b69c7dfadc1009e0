package dev.assay.state.db;

import org.jspecify.annotations.Nullable;

/** The tables as they were after one block, see {@link History}. */
final class PastTables implements TableReader {
  private final LiveTables tables;
  private final RocksStore store;
  private final TableCache cache;
  private final History history;
  private final HeadCell heads;
  private final long number;
  private final int epoch;

  PastTables(LiveTables tables, TableCache cache, HeadCell heads, long number) {
    this.tables = tables;
    this.store = tables.store();
    this.cache = cache;
    this.history = new History(store);
    this.heads = heads;
    this.number = number;
    this.epoch = heads.epoch();
    heads.requireKept(number, epoch);
  }

  @Override
  public byte @Nullable [] get(ColumnFamily family, byte[] key) {
    return store.sharedly(() -> read(family, key));
  }

  private byte @Nullable [] read(ColumnFamily family, byte[] key) {
    TableCache.Known known = known(family, key);
    if (known != null) {
      return known.value();
    }
    byte[] value = heads.newestBegun() == number ? newest(family, key) : past(family, key);
    heads.requireKept(number, epoch);
    return value;
  }

  /** What memory holds, also while the next block is being written. */
  private TableCache.@Nullable Known known(ColumnFamily family, byte[] key) {
    if (family == ColumnFamily.TRIE || heads.cached() != number) {
      return null;
    }
    TableCache.Known known = cache.peek(family, key);
    heads.requireKept(number, epoch);
    // The cache says that it goes on before it does: what was found before that is of this block.
    return heads.cached() == number ? known : null;
  }

  private byte @Nullable [] newest(ColumnFamily family, byte[] key) {
    byte[] now = family == ColumnFamily.TRIE ? tables.get(family, key) : cache.get(family, key);
    // Nothing newer than this block has begun to be written: what was read is of this block.
    return heads.newestBegun() == number ? now : orBefore(family, key, now);
  }

  /** What changed since is the rule here, for branches of old blocks: the table is asked last. */
  private byte @Nullable [] past(ColumnFamily family, byte[] key) {
    long published = heads.number();
    History.Past before = beforeNext(family, key);
    if (before != null) {
      return before.value();
    }
    byte[] now = tables.get(family, key);
    // Every block that may be in the tables now was in the tail or in the history before.
    return heads.newestBegun() == published ? now : orBefore(family, key, now);
  }

  private byte @Nullable [] orBefore(ColumnFamily family, byte[] key, byte @Nullable [] now) {
    History.Past before = beforeNext(family, key);
    return before == null ? now : before.value();
  }

  /** What a key held before the first newer block that changed it, if one has. */
  private History.@Nullable Past beforeNext(ColumnFamily family, byte[] key) {
    // In this order: what leaves the tail is in the history before, and is of older blocks.
    TableChange later = tables.tail().firstAfter(number, family, key);
    History.Past past = history.after(number, family, key);
    return past == null && later != null ? new History.Past(later.before()) : past;
  }

  @Override
  public RocksStore.@Nullable Entry first(ColumnFamily family, KeyPrefix prefix, KeyFilter filter) {
    return store.sharedly(() -> firstRead(family, prefix, filter));
  }

  private RocksStore.@Nullable Entry firstRead(
      ColumnFamily family, KeyPrefix prefix, KeyFilter filter) {
    RocksStore.Entry[] found = new RocksStore.Entry[1];
    RocksStore.KeyVisitor visitor =
        key -> {
          if (filter.accepts(key)) {
            byte[] value = get(family, key);
            if (value != null) {
              found[0] = new RocksStore.Entry(key, value);
            }
          }
          return found[0] == null;
        };
    tables.scanPrefix(family, prefix, visitor);
    if (found[0] == null && heads.newestBegun() != number) {
      int keyLength = family == ColumnFamily.ACCOUNTS ? 32 : 64;
      history.changedKeys(family, prefix, keyLength, visitor);
    }
    heads.requireKept(number, epoch);
    return found[0];
  }
}
