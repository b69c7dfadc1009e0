package dev.assay.state.db;

import dev.assay.state.types.Hash;
import org.jspecify.annotations.Nullable;

/** The tables as they are now, through the cache: for the thread that writes. */
record CachedTables(LiveTables tables, TableCache cache) implements TableReader {
  @Override
  public byte @Nullable [] get(ColumnFamily family, byte[] key) {
    // Branches are remembered by the trie itself.
    return family == ColumnFamily.TRIE ? tables.get(family, key) : cache.get(family, key);
  }

  @Override
  public void expect(ColumnFamily family, Hash key) {
    cache.expect(key);
  }

  @Override
  public RocksStore.@Nullable Entry first(ColumnFamily family, KeyPrefix prefix, KeyFilter filter) {
    return tables.first(family, prefix, filter);
  }
}
