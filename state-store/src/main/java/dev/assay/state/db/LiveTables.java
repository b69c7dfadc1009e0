package dev.assay.state.db;

import org.jspecify.annotations.Nullable;

/** The tables as they are now: what the newest blocks changed, over what is stored. */
record LiveTables(RocksStore store, Tail tail) implements TableReader {
  /** Tables that no block waits for. */
  LiveTables(RocksStore store) {
    this(store, new Tail());
  }

  @Override
  public byte @Nullable [] get(ColumnFamily family, byte[] key) {
    TableChange waiting = tail.newest(family, key);
    return waiting == null ? store.get(family, key) : waiting.after();
  }

  /** Whether a key is certainly not there, which is known without a look into the table. */
  boolean excludes(ColumnFamily family, byte[] key) {
    return tail.newest(family, key) == null && store.excludes(family, key);
  }

  @Override
  public RocksStore.@Nullable Entry first(ColumnFamily family, KeyPrefix prefix, KeyFilter filter) {
    RocksStore.Entry[] found = new RocksStore.Entry[1];
    RocksStore.KeyVisitor visitor =
        key -> {
          byte[] value = filter.accepts(key) ? get(family, key) : null;
          if (value != null) {
            found[0] = new RocksStore.Entry(key, value);
          }
          return found[0] == null;
        };
    scanPrefix(family, prefix, visitor);
    return found[0];
  }

  /** Shows the keys that begin with a prefix, some of them gone or shown more than once. */
  void scanPrefix(ColumnFamily family, KeyPrefix prefix, RocksStore.KeyVisitor visitor) {
    boolean[] content = new boolean[1];
    RocksStore.KeyVisitor watched =
        key -> {
          content[0] = !visitor.visit(key);
          return !content[0];
        };
    // In this order: what leaves the one is in the other before.
    tail.scanPrefix(family, prefix, watched);
    if (!content[0]) {
      store.scanPrefix(family, prefix, (key, ignored) -> watched.visit(key));
    }
  }
}
