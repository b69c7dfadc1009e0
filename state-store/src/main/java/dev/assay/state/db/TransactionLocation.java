package dev.assay.state.db;

import dev.assay.state.types.Hash;

/** Where a transaction is: the block and the position within it. */
public record TransactionLocation(long blockNumber, Hash blockHash, int index) {}
