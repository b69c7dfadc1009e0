package dev.assay.state.db;

import dev.assay.state.db.DatabaseFailure.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * RocksDB: the only class that touches native objects. All of them are closed by {@link #close},
 * last made first, once the last reader has left.
 */
final class RocksStore implements AutoCloseable {
  /** Some times what the filter or the index of the largest file takes. */
  private static final long SHARD_BYTES = 8L << 20;

  private static final long MOST_SHARDS = 64;

  /** Files of the first level, which overlap, from which on writes wait until some are merged. */
  private static final int MOST_FIRST_LEVEL_FILES = 36;

  /**
   * What RocksDB says instead of letting a writer wait until there is room for what it writes. It
   * would wait for room on a full disk too, for which RocksDB looks every few seconds by itself,
   * and so perhaps for ever.
   */
  private static final String STALLED = "Write stall";

  /** Bytes that must be free on the disk to open again, besides those for what is in the log. */
  private static final long ROOM_TO_OPEN = 1 << 20;

  private static final long SHORTEST_PAUSE_NANOS = 100_000;
  private static final long LONGEST_PAUSE_NANOS = 5_000_000;
  private static final long PATIENCE_NANOS = 1_000_000_000;

  /** What the level below new files may hold; each further level holds ten times as much. */
  private static final long MERGED_LEVEL_BYTES = 32L << 20;

  /** New files that are worth merging. */
  private static final int UNMERGED_FILES = 8;

  /** A key and its value. */
  record Entry(byte[] key, byte[] value) {}

  /** Takes entries in the order of their keys until it returns false. */
  interface Visitor {
    boolean visit(byte[] key, byte[] value);
  }

  /** Takes keys in their order until it returns false. */
  interface KeyVisitor {
    boolean visit(byte[] key);
  }

  private final ReentrantReadWriteLock lifetime = new ReentrantReadWriteLock();
  private final Path directory;
  private final DatabaseOptions options;

  /** What RocksDB calls the tables, which a batch says whether or not the database is open. */
  private final Map<ColumnFamily, Integer> numbers = new EnumMap<>(ColumnFamily.class);

  private Natives natives;
  private boolean closed;

  private RocksStore(Path directory, DatabaseOptions options) throws RocksDBException {
    this.directory = directory;
    this.options = options;
    this.natives = new Natives(directory, options);
    natives.handles.forEach((family, handle) -> numbers.put(family, handle.getID()));
  }

  /** The native objects of one open, closed last made first. */
  private static final class Natives {
    final Deque<AutoCloseable> owned = new ArrayDeque<>();
    final Map<ColumnFamily, ColumnFamilyHandle> handles = new EnumMap<>(ColumnFamily.class);
    final RocksDB database;
    final ReadOptions reading;
    final WriteOptions writing;
    final WriteOptions writingLater;
    final WriteOptions writingUnlogged;

    Natives(Path directory, DatabaseOptions options) throws RocksDBException {
      RocksDB.loadLibrary();
      try {
        LRUCache cache = own(blockCache(options.nativeBytes()));
        DBOptions dbOptions = own(databaseOptions(options, own(writeBuffers(options, cache))));
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (ColumnFamily family : ColumnFamily.values()) {
          descriptors.add(new ColumnFamilyDescriptor(family.label(), tableOptions(family, cache)));
        }
        List<ColumnFamilyHandle> opened = new ArrayList<>();
        database = own(RocksDB.open(dbOptions, directory.toString(), descriptors, opened));
        for (ColumnFamily family : ColumnFamily.values()) {
          handles.put(family, own(opened.get(family.ordinal())));
        }
        reading = own(new ReadOptions());
        writing = writeOptions().setSync(options.durability() instanceof Durability.EveryBlock);
        writingLater = writeOptions();
        writingUnlogged = writeOptions().setDisableWAL(true);
      } catch (RocksDBException | RuntimeException failure) {
        release();
        throw failure;
      }
    }

    private <T extends AutoCloseable> T own(T resource) {
      owned.push(resource);
      return resource;
    }

    /** Whoever has to wait for a flush or a compaction does so here, see {@link #STALLED}. */
    private WriteOptions writeOptions() {
      return own(new WriteOptions().setNoSlowdown(true));
    }

    private ColumnFamilyOptions tableOptions(ColumnFamily family, LRUCache cache) {
      BlockBasedTableConfig table =
          new BlockBasedTableConfig()
              .setBlockCache(cache)
              .setCacheIndexAndFilterBlocks(true)
              .setPinL0FilterAndIndexBlocksInCache(true)
              .setFilterPolicy(own(new BloomFilter(10, false)))
              .setFormatVersion(6);
      // Whoever asks for an account or a slot that is not there learns it without a search.
      boolean flat = family == ColumnFamily.ACCOUNTS || family == ColumnFamily.SLOTS;
      return merged(family, own(new ColumnFamilyOptions()))
          .setTableFormatConfig(table)
          .setWriteBufferSize(32L << 20)
          .setMemtablePrefixBloomSizeRatio(flat ? 0.02 : 0)
          .setMemtableWholeKeyFiltering(flat)
          .setArenaBlockSize(128L << 10)
          // Writes go at full speed or not at all.
          .setLevel0SlowdownWritesTrigger(MOST_FIRST_LEVEL_FILES)
          .setLevel0StopWritesTrigger(MOST_FIRST_LEVEL_FILES)
          .setSoftPendingCompactionBytesLimit(0)
          .setCompressionType(
              // Records of the trie are hashes: nothing to compress.
              family == ColumnFamily.TRIE
                  ? CompressionType.NO_COMPRESSION
                  : CompressionType.LZ4_COMPRESSION);
    }

    /**
     * How files are merged. RocksDB would have a table of less than 256 MiB in one level and write
     * all of it anew for every few flushes, so that a commit cost the more, the larger the table.
     */
    private static ColumnFamilyOptions merged(ColumnFamily family, ColumnFamilyOptions options) {
      return switch (family) {
        // What comes in goes out again soon: the table is never larger than what is merged into it.
        case UNDO, HISTORY -> options;
        case ACCOUNTS, SLOTS -> inLevels(options);
        // Looked up by whole keys alone: filters say which of many files to read.
        case META, TRIE, CODE, BLOCKS, PREIMAGES ->
            inLevels(options).setLevel0FileNumCompactionTrigger(UNMERGED_FILES);
      };
    }

    private static ColumnFamilyOptions inLevels(ColumnFamilyOptions options) {
      return options
          .setMaxBytesForLevelBase(MERGED_LEVEL_BYTES)
          .setTargetFileSizeBase(MERGED_LEVEL_BYTES / 4)
          .setTargetFileSizeMultiplier(2);
    }

    void release() {
      while (!owned.isEmpty()) {
        try {
          owned.pop().close();
        } catch (Exception failure) {
          throw new IllegalStateException("closing the database", failure);
        }
      }
    }
  }

  /**
   * Opens or creates the database in a directory.
   *
   * @throws DatabaseFailure when that is not possible, with the reason
   */
  static RocksStore open(Path directory, DatabaseOptions options) {
    try {
      Files.createDirectories(directory);
      return new RocksStore(directory, options);
    } catch (IOException failure) {
      throw new DatabaseFailure(
          failure instanceof AccessDeniedException ? Kind.NOT_PERMITTED : Kind.INPUT_OUTPUT,
          "cannot create the data directory " + directory + ": " + failure,
          failure);
    } catch (RocksDBException failure) {
      DatabaseFailure found = failure(directory, failure);
      throw found.kind() == Kind.CORRUPT && !options.acceptLoss()
          ? new DatabaseFailure(
              Kind.CORRUPT,
              found.getMessage()
                  + "; 'assay db repair --recover' continues from the newest block before the"
                  + " damage if it is in the log",
              failure)
          : found;
    }
  }

  /** Filters and indexes may take half of it before they make room for blocks of entries. */
  private static LRUCache blockCache(long bytes) {
    return new LRUCache(bytes, shardBits(bytes), false, 0.5);
  }

  /**
   * How many parts, as a power of two, a cache has. RocksDB would make them of half a mebibyte. But
   * the filter of a large file takes twice that, nothing larger than a part is ever kept, and to
   * read one again for every account that is not there takes a hundred times as long as to ask it.
   */
  static int shardBits(long bytes) {
    long shards = Math.clamp(bytes / SHARD_BYTES, 1, MOST_SHARDS);
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(shards);
  }

  private static WriteBufferManager writeBuffers(DatabaseOptions options, LRUCache cache) {
    return new WriteBufferManager(Math.max(options.nativeBytes() / 4 * 3, 4L << 20), cache);
  }

  private static DBOptions databaseOptions(
      DatabaseOptions options, WriteBufferManager writeBuffers) {
    return new DBOptions()
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setParanoidChecks(true)
        // The default would drop every record after a damaged one, without a word. That is what
        // an operator accepts who has read which blocks are gone.
        .setWalRecoveryMode(
            options.acceptLoss()
                ? WALRecoveryMode.PointInTimeRecovery
                : WALRecoveryMode.TolerateCorruptedTailRecords)
        // All tables reach their files at the same block: a log that is cut off or damaged leaves
        // them behind together, never at odds.
        .setAtomicFlush(true)
        // A flush that failed is told to the writer, who opens the database again; it would be
        // tried again and again otherwise.
        .setMaxBgErrorResumeCount(0)
        .setMaxTotalWalSize(64L << 20)
        .setWriteBufferManager(writeBuffers)
        .setMaxOpenFiles(512)
        .setMaxBackgroundJobs(2)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(2)
        .setMaxLogFileSize(1L << 20)
        .setStatsDumpPeriodSec(0);
  }

  // ---- reading

  /** The value of a key. */
  byte @Nullable [] get(ColumnFamily family, byte[] key) {
    lifetime.readLock().lock();
    try {
      requireOpen();
      return natives.database.get(handle(family), natives.reading, key);
    } catch (RocksDBException failure) {
      throw failure(directory, failure);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  /** Several reads between which nothing that {@link #exclusively} writes can fall. */
  <T extends @Nullable Object> T sharedly(Supplier<T> reads) {
    lifetime.readLock().lock();
    try {
      return reads.get();
    } finally {
      lifetime.readLock().unlock();
    }
  }

  /** A write that must not fall between reads of one answer. */
  void exclusively(Runnable write) {
    lifetime.writeLock().lock();
    try {
      write.run();
    } finally {
      lifetime.writeLock().unlock();
    }
  }

  /** The first entry whose key is not below another. */
  @Nullable Entry seek(ColumnFamily family, byte[] from) {
    List<Entry> found = new ArrayList<>(1);
    scan(family, from, (key, value) -> !found.add(new Entry(key, value)));
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Shows the entries whose keys are not below one. */
  void scan(ColumnFamily family, byte[] from, Visitor visitor) {
    lifetime.readLock().lock();
    try {
      requireOpen();
      try (RocksIterator iterator = natives.database.newIterator(handle(family), natives.reading)) {
        iterator.seek(from);
        while (iterator.isValid() && visitor.visit(iterator.key(), iterator.value())) {
          iterator.next();
        }
        iterator.status();
      }
    } catch (RocksDBException failure) {
      throw failure(directory, failure);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  /** Shows the entries whose keys begin with a prefix. */
  void scanPrefix(ColumnFamily family, byte[] prefix, Visitor visitor) {
    scanPrefix(family, KeyPrefix.of(prefix), visitor);
  }

  /** Shows the entries whose keys begin with a prefix. */
  void scanPrefix(ColumnFamily family, KeyPrefix prefix, Visitor visitor) {
    scan(family, prefix.from(), (key, value) -> prefix.isOf(key) && visitor.visit(key, value));
  }

  // ---- writing

  /** Changes that become visible together or not at all. */
  final class Batch implements AutoCloseable {
    private final BatchBytes bytes;

    private Batch(int capacity) {
      bytes = new BatchBytes(capacity);
    }

    void put(ColumnFamily family, byte[] key, byte[] value) {
      bytes.put(number(family), key, value);
    }

    /** Begins an entry whose key, so many bytes of it, and value are put together from pieces. */
    BatchBytes put(ColumnFamily family, int keyLength) {
      return bytes.put(number(family), keyLength);
    }

    void delete(ColumnFamily family, byte[] key) {
      bytes.delete(number(family), key);
    }

    /** Makes a key hold what a change leaves. */
    void put(TableChange change) {
      byte[] after = change.after();
      if (after == null) {
        delete(change.family(), change.key());
      } else {
        put(change.family(), change.key(), after);
      }
    }

    /** Bytes so far. */
    int size() {
      return bytes.size();
    }

    /** Writes everything, synced as the durability option says. */
    void write() {
      write(opened -> opened.writing);
    }

    /** Writes everything, synced with whatever is synced next. */
    void writeLater() {
      write(opened -> opened.writingLater);
    }

    /** Writes everything past the log: it lasts once the tables are brought to their files. */
    void writeUnlogged() {
      write(opened -> opened.writingUnlogged);
    }

    private void write(Function<Natives, WriteOptions> how) {
      long pause = SHORTEST_PAUSE_NANOS;
      for (long waited = 0; !isWritten(how, waited); waited += pause) {
        pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        LockSupport.parkNanos(pause);
      }
    }

    /** Whether there was room. */
    private boolean isWritten(Function<Natives, WriteOptions> how, long waited) {
      lifetime.readLock().lock();
      try (WriteBatch batch = new WriteBatch(bytes.toArray())) {
        requireOpen();
        natives.database.write(how.apply(natives), batch);
        return true;
      } catch (RocksDBException failure) {
        requireStalledForNow(failure, waited);
        return false;
      } finally {
        lifetime.readLock().unlock();
      }
    }

    /** Nothing to do: a batch that was not written leaves nothing behind. */
    @Override
    public void close() {}
  }

  /**
   * Throws unless a write found no room and a flush or a compaction is about to make some. If one
   * has failed another may still do so, but not for long.
   */
  private void requireStalledForNow(RocksDBException refusal, long waited) {
    Status status = refusal.getStatus();
    if (status == null || !STALLED.equals(status.getState())) {
      throw failure(directory, refusal);
    }
    if (waited > PATIENCE_NANOS && property("rocksdb.background-errors") > 0) {
      requireRoom();
      throw new DatabaseFailure(
          Kind.INPUT_OUTPUT,
          "database " + directory + ": its files cannot be written, its LOG says why",
          refusal);
    }
  }

  Batch batch() {
    return batch(256);
  }

  /** A batch that will be of about so many bytes. */
  Batch batch(int size) {
    return new Batch(size);
  }

  /** Brings everything written so far to the disk. */
  void sync() {
    lifetime.readLock().lock();
    try {
      requireOpen();
      natives.database.syncWal();
    } catch (RocksDBException failure) {
      throw failure(directory, failure);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  /** Brings all tables to their files, of the same block all of them. */
  void flush() {
    lifetime.readLock().lock();
    try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
      requireOpen();
      natives.database.flush(options, List.copyOf(natives.handles.values()));
    } catch (RocksDBException failure) {
      throw failure(directory, failure);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  /** Rewrites all files, those of the last level too. */
  void compact() {
    lifetime.readLock().lock();
    try (CompactRangeOptions all =
        new CompactRangeOptions()
            .setBottommostLevelCompaction(
                CompactRangeOptions.BottommostLevelCompaction.kForceOptimized)) {
      requireOpen();
      for (ColumnFamilyHandle handle : natives.handles.values()) {
        natives.database.compactRange(handle, null, null, all);
      }
    } catch (RocksDBException failure) {
      throw failure(directory, failure);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  /** A number that RocksDB keeps about itself, summed over the tables. */
  long property(String name) {
    lifetime.readLock().lock();
    try {
      requireOpen();
      return natives.database.getAggregatedLongProperty(name);
    } catch (RocksDBException failure) {
      throw failure(directory, failure);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  /** A number that RocksDB keeps about a table. */
  long property(ColumnFamily family, String name) {
    lifetime.readLock().lock();
    try {
      requireOpen();
      return natives.database.getLongProperty(handle(family), name);
    } catch (RocksDBException failure) {
      throw failure(directory, failure);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  // ---- life

  private ColumnFamilyHandle handle(ColumnFamily family) {
    ColumnFamilyHandle handle = natives.handles.get(family);
    if (handle == null) {
      throw new IllegalStateException("table " + family + " is not open");
    }
    return handle;
  }

  private int number(ColumnFamily family) {
    Integer number = numbers.get(family);
    if (number == null) {
      throw new IllegalStateException("table " + family + " is not open");
    }
    return number;
  }

  private void requireOpen() {
    if (closed) {
      throw new DatabaseFailure(Kind.CLOSED, "the database " + directory + " is closed");
    }
  }

  /**
   * Closes and opens again: after a write failed, the database refuses all others until then. While
   * there is no room for that it stays open, and can be read.
   *
   * @throws DatabaseFailure when it cannot be opened yet; another attempt may succeed
   */
  void reopen() {
    lifetime.writeLock().lock();
    try {
      requireRoom();
      if (!closed) {
        closed = true;
        natives.release();
      }
      natives = new Natives(directory, options);
      closed = false;
    } catch (RocksDBException failure) {
      throw failure(directory, failure);
    } finally {
      lifetime.writeLock().unlock();
    }
  }

  /** To open it is to bring what is in its log to files. */
  private void requireRoom() {
    File files = directory.toFile();
    File[] logs = files.listFiles((_, name) -> name.endsWith(".log"));
    long needed = ROOM_TO_OPEN;
    for (File log : logs == null ? new File[0] : logs) {
      needed += log.length();
    }
    long free = files.getUsableSpace();
    if (free < needed) {
      throw new DatabaseFailure(
          Kind.DISK_FULL,
          String.format(
              Locale.ROOT,
              "database %s: No space left on device: %,d bytes are free, %,d needed to go on",
              directory,
              free,
              needed));
    }
  }

  /** Makes a copy of the database in a directory that does not exist yet, by linking its files. */
  void checkpoint(Path target) {
    lifetime.readLock().lock();
    try {
      requireOpen();
      try (Checkpoint checkpoint = Checkpoint.create(natives.database)) {
        checkpoint.createCheckpoint(target.toString());
      }
    } catch (RocksDBException failure) {
      throw failure(directory, failure);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  @Override
  public void close() {
    lifetime.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        natives.release();
      }
    } finally {
      lifetime.writeLock().unlock();
    }
  }

  private static DatabaseFailure failure(Path directory, RocksDBException cause) {
    String message = String.valueOf(cause.getMessage());
    Status status = cause.getStatus();
    if (message.contains("Permission denied") || message.contains("Read-only file system")) {
      return new DatabaseFailure(
          Kind.NOT_PERMITTED,
          "this user may not read and write all of the data directory "
              + directory
              + ": "
              + message,
          cause);
    }
    if (message.contains("LOCK") || message.contains("lock hold by")) {
      return new DatabaseFailure(
          Kind.IN_USE, "another process has the data directory " + directory + " open", cause);
    }
    Kind kind = Kind.INPUT_OUTPUT;
    if (status != null && status.getCode() == Status.Code.Corruption) {
      kind = Kind.CORRUPT;
    } else if (message.contains("No space left")
        || (status != null && status.getSubCode() == Status.SubCode.NoSpace)) {
      kind = Kind.DISK_FULL;
    }
    return new DatabaseFailure(kind, "database " + directory + ": " + message, cause);
  }
}
