package dev.assay.state.db;

import org.jspecify.annotations.Nullable;

/** The tables as they are now: for the thread that writes. */
record LiveTables(RocksStore store) implements TableReader {
  @Override
  public byte @Nullable [] get(ColumnFamily family, byte[] key) {
    return store.get(family, key);
  }

  @Override
  public RocksStore.@Nullable Entry first(ColumnFamily family, byte[] prefix, KeyFilter filter) {
    RocksStore.Entry[] found = new RocksStore.Entry[1];
    store.scanPrefix(
        family,
        prefix,
        (key, value) -> {
          if (filter.accepts(key)) {
            found[0] = new RocksStore.Entry(key, value);
          }
          return found[0] == null;
        });
    return found[0];
  }
}
