package dev.assay.state.db;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Priority;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * The native objects of one open database, closed last made first, and how they are set: what a
 * file, a cache and a merge are like.
 */
final class Natives {
  /** Some times what the filter or the index of the largest file takes. */
  private static final long SHARD_BYTES = 8L << 20;

  private static final long MOST_SHARDS = 64;

  /** What the level below new files may hold; each further level holds ten times as much. */
  private static final long MERGED_LEVEL_BYTES = 32L << 20;

  /** New files that are worth merging. */
  private static final int WORTH_MERGING = 8;

  private final Deque<AutoCloseable> owned = new ArrayDeque<>();
  final Map<ColumnFamily, ColumnFamilyHandle> handles = new EnumMap<>(ColumnFamily.class);
  final RocksDB database;
  final ReadOptions reading;

  /** For who reads a table once: the cache is left to the others. */
  final ReadOptions passing;

  final WriteOptions writing;
  final WriteOptions writingLater;
  final WriteOptions writingUnlogged;

  Natives(Path directory, DatabaseOptions options) throws RocksDBException {
    RocksDB.loadLibrary();
    // Files are merged when there is nothing else to do, see SettlerLimit#UNMERGED_FILES.
    Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW);
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
      passing = own(new ReadOptions().setFillCache(false));
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

  /** Whoever has to wait for a flush or a compaction does so here, see {@link RocksStore.Batch}. */
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
        .setLevel0SlowdownWritesTrigger(StoreLimit.FIRST_LEVEL_FILES.value())
        .setLevel0StopWritesTrigger(StoreLimit.FIRST_LEVEL_FILES.value())
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
          inLevels(options).setLevel0FileNumCompactionTrigger(WORTH_MERGING);
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
}
