package dev.assay.state.db;

import org.jspecify.annotations.Nullable;

/** Reads of the tables that make up a state, as of one block. */
interface TableReader {
  /** The value of a key. */
  byte @Nullable [] get(ColumnFamily family, byte[] key);

  /** The first entry whose key begins with a prefix and is accepted. */
  RocksStore.@Nullable Entry first(ColumnFamily family, byte[] prefix, KeyFilter filter);

  /** Whether a key is meant. */
  interface KeyFilter {
    boolean accepts(byte[] key);
  }
}
