/**
 * The chain on disk: one RocksDB, one atomic synced write a block.
 *
 * <p>{@link dev.assay.state.db.ChainDatabase} is the entry. A small checksummed head marker stands
 * beside the database, so that an open notices when blocks that were acknowledged are missing, and
 * refuses rather than start shorter.
 */
@NullMarked
package dev.assay.state.db;

import org.jspecify.annotations.NullMarked;
