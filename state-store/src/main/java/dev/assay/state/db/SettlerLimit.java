package dev.assay.state.db;

/**
 * How much waits for the tables, and for the tables' files. What a limit is for happens as soon as
 * it is reached.
 */
enum SettlerLimit {
  /** Blocks that are worth a round; fewer where fewer blocks of history are kept. */
  ROUND_BLOCKS(64),
  /** Bytes of changes, as {@link BlockChanges} counts them, that are worth a round. */
  ROUND_BYTES(8 << 20),
  /** Rounds' worth of blocks that may wait: whoever commits the last of them waits for a round. */
  WAITING_ROUNDS(4),
  /** Bytes of changes that may wait; one block may always, whatever its size. */
  WAITING_BYTES(64 << 20),
  /**
   * New files of a table, not merged yet, from which on a round waits a little for each. Merging
   * has the lowest priority: under a load that never pauses it would fall behind until all had to
   * wait.
   */
  UNMERGED_FILES(12),
  /** Blocks in the tables after whose journals tables are brought to their files. */
  JOURNAL_BLOCKS(8_192),
  /** Bytes of such journals. */
  JOURNAL_BYTES(32 << 20),
  /** Bytes written to the tables at once: a block that is committed meanwhile waits for so many. */
  PIECE_BYTES(64 << 10);

  private final int value;

  SettlerLimit(int value) {
    this.value = value;
  }

  int value() {
    return value;
  }

  boolean isReached(long by) {
    return by >= value;
  }
}
