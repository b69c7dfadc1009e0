/**
 * The chain on disk: one RocksDB, one atomic synced write a block.
 *
 * <p>{@link dev.assay.state.db.ChainDatabase} is the entry, {@link dev.assay.state.db.ColumnFamily}
 * documents the keys. What a block changed is in its journal first and in the tables a little
 * later, several blocks at a time; readers do not notice. Memory is what {@link
 * dev.assay.state.db.DatabaseOptions#cacheBytes} says: native for files and write buffers, heap for
 * values, hashes of keys and branches, and a filter that says of most absent accounts that they
 * are, once a thread has shown it the others; and what waits for the tables, {@link
 * dev.assay.state.db.SettlerLimit} says how much. After a failed write the next block opens the
 * database again, as soon as the disk has room for that; until then it can be read. What options no
 * longer keep is removed by a thread of its own.
 *
 * <p>A small checksummed head marker stands beside the database, so that an open notices when
 * blocks that were acknowledged are missing, and refuses rather than start shorter.
 */
@NullMarked
package dev.assay.state.db;

import org.jspecify.annotations.NullMarked;
