package dev.assay.state.db;

import dev.assay.state.types.Hash;
import org.jspecify.annotations.Nullable;

/** Reads of the tables that make up a state, as of one block. */
interface TableReader {
  /** The value of a key. */
  byte @Nullable [] get(ColumnFamily family, byte[] key);

  /** Says that a key is going to be read, so that memory can be asked for it in the meantime. */
  default void expect(ColumnFamily family, Hash key) {}

  /** The first entry whose key begins with a prefix and is accepted. */
  RocksStore.@Nullable Entry first(ColumnFamily family, KeyPrefix prefix, KeyFilter filter);

  /** Whether a key is meant. */
  interface KeyFilter {
    boolean accepts(byte[] key);
  }
}
