package dev.assay.state.db;

import dev.assay.state.db.DatabaseFailure.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB: with {@link Natives} all that touches native objects. They are closed by {@link #close},
 * once the last reader has left.
 */
final class RocksStore implements AutoCloseable {
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

  /** Of the accounts that were ever written or shown to it since the database was opened. */
  private volatile AccountFilter accounts;

  /** The first key that was not shown to the filter yet. */
  private byte[] unlearned = {};

  private boolean closed;

  private RocksStore(Path directory, DatabaseOptions options) throws RocksDBException {
    this.directory = directory;
    this.options = options;
    this.natives = new Natives(directory, options);
    this.accounts = new AccountFilter(options.filterBytes());
    natives.handles.forEach((family, handle) -> numbers.put(family, handle.getID()));
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

  /**
   * Whether a key is certainly in no file and no write buffer, as far as whoever asks can know of
   * it; never once the database is closed. Takes no lock.
   */
  boolean excludes(ColumnFamily family, byte[] key) {
    return family == ColumnFamily.ACCOUNTS && accounts.excludes(key);
  }

  /** Whether the filter of accounts has seen all of them. */
  boolean knowsAccounts() {
    return accounts.isComplete();
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

  /**
   * Shows the filter of accounts so many more of those in the table, for one thread; returns
   * whether there may be others. What is written meanwhile is shown when it is.
   */
  boolean learnAccounts(int count) {
    lifetime.readLock().lock();
    try {
      requireOpen();
      return !accounts.isComplete() && learn(count);
    } catch (RocksDBException failure) {
      throw failure(directory, failure);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  private boolean learn(int count) throws RocksDBException {
    try (RocksIterator iterator =
        natives.database.newIterator(handle(ColumnFamily.ACCOUNTS), natives.passing)) {
      iterator.seek(unlearned);
      for (int left = count; iterator.isValid(); left--) {
        if (left == 0) {
          unlearned = iterator.key();
          return true;
        }
        accounts.add(iterator.key());
        iterator.next();
      }
      iterator.status();
      accounts.complete();
      return false;
    }
  }

  // ---- writing

  /** Changes that become visible together or not at all. */
  final class Batch implements AutoCloseable {
    private final BatchBytes bytes;
    private final List<byte[]> written = new ArrayList<>();

    private Batch(int capacity) {
      bytes = new BatchBytes(capacity);
    }

    void put(ColumnFamily family, byte[] key, byte[] value) {
      bytes.put(number(family), key, value);
      if (family == ColumnFamily.ACCOUNTS) {
        written.add(key);
      }
    }

    /**
     * Begins an entry whose key, so many bytes of it, and value are put together from pieces. Not
     * of an account, whose whole key the filter has to be shown.
     */
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
      Stall stall = new Stall(RocksStore.this);
      while (!isWritten(how, stall)) {
        stall.pause();
      }
    }

    /** Whether there was room. */
    private boolean isWritten(Function<Natives, WriteOptions> how, Stall stall) {
      lifetime.readLock().lock();
      try (WriteBatch batch = new WriteBatch(bytes.toArray())) {
        requireOpen();
        // Before anybody can find them.
        written.forEach(accounts::add);
        natives.database.write(how.apply(natives), batch);
        return true;
      } catch (RocksDBException failure) {
        if (!Stall.isStall(failure)) {
          throw failure(directory, failure);
        }
        stall.requireToEnd(failure);
        return false;
      } finally {
        lifetime.readLock().unlock();
      }
    }

    /** Nothing to do: a batch that was not written leaves nothing behind. */
    @Override
    public void close() {}
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

  /** Files of the first level, all of which a read may have to look at, of the table with most. */
  long mostUnmergedFiles() {
    lifetime.readLock().lock();
    try {
      requireOpen();
      long most = 0;
      for (ColumnFamily family : ColumnFamily.values()) {
        // RocksDB has this number as a text only.
        String files = natives.database.getProperty(handle(family), "rocksdb.num-files-at-level0");
        most = Math.max(most, Long.parseLong(files));
      }
      return most;
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
      release();
      natives = new Natives(directory, options);
      // What was written last may be gone, and be found again that was removed.
      accounts = new AccountFilter(options.filterBytes());
      unlearned = new byte[0];
      closed = false;
    } catch (RocksDBException failure) {
      throw failure(directory, failure);
    } finally {
      lifetime.writeLock().unlock();
    }
  }

  Path directory() {
    return directory;
  }

  /** To open it is to bring what is in its log to files. */
  void requireRoom() {
    File files = directory.toFile();
    File[] logs = files.listFiles((_, name) -> name.endsWith(".log"));
    long logged = 0;
    for (File log : logs == null ? new File[0] : logs) {
      logged += log.length();
    }
    requireRoom(directory, logged, files.getUsableSpace());
  }

  /** Throws unless what is free is enough for what is in the log. */
  static void requireRoom(Path directory, long logged, long free) {
    long needed = StoreLimit.ROOM_TO_OPEN.value() + logged;
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
      release();
    } finally {
      lifetime.writeLock().unlock();
    }
  }

  private void release() {
    if (!closed) {
      closed = true;
      accounts = new AccountFilter(0);
      natives.release();
    }
  }

  /** What RocksDB says, as one of the kinds that its users tell apart. */
  static DatabaseFailure failure(Path directory, RocksDBException cause) {
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
    if (status != null && status.getCode() == Status.Code.Undefined) {
      // The one status that the binding has no name for: what a merge writes would not fit.
      return new DatabaseFailure(
          Kind.DISK_FULL,
          "database " + directory + ": No space left on device to merge its files",
          cause);
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
