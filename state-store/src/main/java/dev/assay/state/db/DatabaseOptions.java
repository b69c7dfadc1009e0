package dev.assay.state.db;

/**
 * How a database is opened.
 *
 * @param durability what a commit promises
 * @param historyBlocks how many blocks back states and proofs are kept; {@link #ARCHIVE} keeps all
 * @param cacheBytes native memory for blocks of the database, shared by all tables and write
 *     buffers, and as much heap at most for values of the newest state
 * @param acceptLoss whether to open although acknowledged blocks are missing, from what is left
 */
public record DatabaseOptions(
    Durability durability, long historyBlocks, long cacheBytes, boolean acceptLoss) {
  /** Keeps the state of every block. */
  public static final long ARCHIVE = Long.MAX_VALUE;

  /** Every block synced, 10,000 blocks of history, 64 MiB of cache. */
  public static final DatabaseOptions DEFAULT =
      new DatabaseOptions(new Durability.EveryBlock(), 10_000, 64L << 20, false);

  /** Refuses a negative history and a cache below 1 MiB. */
  public DatabaseOptions {
    if (historyBlocks < 0) {
      throw new IllegalArgumentException("history is 0 blocks or more, found " + historyBlocks);
    }
    if (cacheBytes < 1 << 20) {
      throw new IllegalArgumentException("cache is 1 MiB or more, found " + cacheBytes);
    }
  }

  /** These options with another durability. */
  public DatabaseOptions withDurability(Durability other) {
    return new DatabaseOptions(other, historyBlocks, cacheBytes, acceptLoss);
  }

  /** These options with another length of history. */
  public DatabaseOptions withHistoryBlocks(long other) {
    return new DatabaseOptions(durability, other, cacheBytes, acceptLoss);
  }

  /** These options with another size of cache. */
  public DatabaseOptions withCacheBytes(long other) {
    return new DatabaseOptions(durability, historyBlocks, other, acceptLoss);
  }

  /** These options, opening whatever is left. */
  public DatabaseOptions acceptingLoss() {
    return new DatabaseOptions(durability, historyBlocks, cacheBytes, true);
  }
}
