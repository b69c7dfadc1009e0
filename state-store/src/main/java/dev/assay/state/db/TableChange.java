package dev.assay.state.db;

import org.jspecify.annotations.Nullable;

/** What a block does to a key of a table; null for no value. */
record TableChange(
    ColumnFamily family, byte[] key, byte @Nullable [] before, byte @Nullable [] after) {}
