package dev.assay.state.db;

/**
 * How a database is opened.
 *
 * @param durability what a commit promises
 * @param historyBlocks how many blocks back states and proofs are kept; {@link #ARCHIVE} keeps all
 * @param bodyBlocks how many blocks back bodies, receipts and their indexes are kept, headers
 *     always are; {@link #ARCHIVE} keeps all
 * @param cacheBytes memory for what was read or written: a quarter native, of a small one up to
 *     half, for blocks of files and write buffers; of the rest a third is heap for values and
 *     hashes of keys, two thirds for branches of tries, a few of them of the past
 * @param threads how many compute a root
 * @param acceptLoss whether to open although acknowledged blocks are missing, from what is left
 * @param preimages whether to keep the addresses and slots behind the hashed keys of what comes
 *     into the state, so that {@link ChainDatabase#walk} can name it
 */
public record DatabaseOptions(
    Durability durability,
    long historyBlocks,
    long bodyBlocks,
    long cacheBytes,
    int threads,
    boolean acceptLoss,
    boolean preimages) {
  /** Keeps the state, or the body, of every block. */
  public static final long ARCHIVE = Long.MAX_VALUE;

  private static final int MAX_THREADS = 16;
  private static final long ENOUGH_NATIVE = 64L << 20;

  /** Every block synced, 10,000 blocks of history, all bodies, 128 MiB of cache, two threads. */
  public static final DatabaseOptions DEFAULT =
      new DatabaseOptions(
          new Durability.EveryBlock(), 10_000, ARCHIVE, 128L << 20, 2, false, false);

  /** Refuses numbers out of range. */
  public DatabaseOptions {
    if (historyBlocks < 0) {
      throw new IllegalArgumentException("history is 0 blocks or more, found " + historyBlocks);
    }
    if (bodyBlocks < 1) {
      throw new IllegalArgumentException("bodies are kept of 1 block or more, found " + bodyBlocks);
    }
    if (cacheBytes < 4 << 20) {
      throw new IllegalArgumentException("cache is 4 MiB or more, found " + cacheBytes);
    }
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException("threads are 1 to " + MAX_THREADS + ", found " + threads);
    }
  }

  /**
   * Native memory: blocks of files and write buffers. With little for write buffers there are many
   * small files, and merging them costs as much as all the rest of a commit.
   */
  long nativeBytes() {
    return Math.max(cacheBytes / 4, Math.min(cacheBytes / 2, ENOUGH_NATIVE));
  }

  private long heapBytes() {
    return cacheBytes - nativeBytes();
  }

  /** Heap for values of the newest state. */
  long valueBytes() {
    return heapBytes() / 3 - keyBytes() - filterBytes();
  }

  /** Heap for the hashes of addresses and slots. */
  long keyBytes() {
    return cacheBytes / 32;
  }

  /** Heap for the filter of accounts: at twelve bits each one in two hundred absent is read. */
  long filterBytes() {
    return cacheBytes / 64;
  }

  /** Heap for branches of the newest tries. */
  long trieBytes() {
    return heapBytes() / 3 * 2 - proofBytes();
  }

  /** Heap for branches of any tries that proofs came by. */
  long proofBytes() {
    return cacheBytes / 32;
  }

  /** These options with another durability. */
  public DatabaseOptions withDurability(Durability other) {
    return new DatabaseOptions(
        other, historyBlocks, bodyBlocks, cacheBytes, threads, acceptLoss, preimages);
  }

  /** These options with another length of history. */
  public DatabaseOptions withHistoryBlocks(long other) {
    return new DatabaseOptions(
        durability, other, bodyBlocks, cacheBytes, threads, acceptLoss, preimages);
  }

  /** These options with bodies and receipts of another number of blocks. */
  public DatabaseOptions withBodyBlocks(long other) {
    return new DatabaseOptions(
        durability, historyBlocks, other, cacheBytes, threads, acceptLoss, preimages);
  }

  /** These options with another size of cache. */
  public DatabaseOptions withCacheBytes(long other) {
    return new DatabaseOptions(
        durability, historyBlocks, bodyBlocks, other, threads, acceptLoss, preimages);
  }

  /** These options with another number of threads. */
  public DatabaseOptions withThreads(int other) {
    return new DatabaseOptions(
        durability, historyBlocks, bodyBlocks, cacheBytes, other, acceptLoss, preimages);
  }

  /** These options, opening whatever is left. */
  public DatabaseOptions acceptingLoss() {
    return new DatabaseOptions(
        durability, historyBlocks, bodyBlocks, cacheBytes, threads, true, preimages);
  }

  /** These options, keeping what the hashed keys stand for. */
  public DatabaseOptions keepingPreimages() {
    return new DatabaseOptions(
        durability, historyBlocks, bodyBlocks, cacheBytes, threads, acceptLoss, true);
  }
}
