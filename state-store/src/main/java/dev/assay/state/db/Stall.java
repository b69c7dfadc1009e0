package dev.assay.state.db;

import dev.assay.state.db.DatabaseFailure.Kind;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** The wait of one write until a flush or a merge has made room for it. */
final class Stall {
  /**
   * What RocksDB says instead of letting a writer wait until there is room for what it writes. It
   * would wait for room on a full disk too, for which RocksDB looks every few seconds by itself,
   * and so perhaps for ever.
   */
  private static final String STALLED = "Write stall";

  private static final long SHORTEST_PAUSE_MICROS = 100;
  private static final long LONGEST_PAUSE_MICROS = 5_000;

  private final RocksStore store;
  private long errorsBefore = -1;
  private long waited;
  private long pause = SHORTEST_PAUSE_MICROS;

  Stall(RocksStore store) {
    this.store = store;
  }

  /** Whether a write was refused for want of room that a flush or a merge may make. */
  static boolean isStall(RocksDBException refusal) {
    Status status = refusal.getStatus();
    return status != null && STALLED.equals(status.getState());
  }

  void pause() {
    pause = Math.min(2 * pause, LONGEST_PAUSE_MICROS);
    waited += pause;
    Threads.pause(TimeUnit.MICROSECONDS.toNanos(pause));
  }

  /**
   * Makes sure that the wait is one that ends.
   *
   * @throws DatabaseFailure of a full disk when it is not
   */
  void requireToEnd(RocksDBException refusal) {
    long errors = store.property("rocksdb.background-errors");
    if (errorsBefore < 0) {
      errorsBefore = errors;
    }
    if (isLongEnough(waited) && errors > 0) {
      store.requireRoom();
    }
    if (isLasting(waited, errorsBefore, errors)) {
      Path directory = store.directory();
      throw noRoom(directory, directory.toFile().getUsableSpace(), refusal);
    }
  }

  /** Whether a writer has waited long enough, in microseconds, to ask what fails. */
  static boolean isLongEnough(long waited) {
    return waited > StoreLimit.PATIENCE_MICROS.value();
  }

  /**
   * Whether a stall is not one that passes: something fails while a writer waits. What has failed
   * before may be over, and is believed to be until a writer has waited for much longer.
   */
  static boolean isLasting(long waited, long errorsBefore, long errors) {
    return isLongEnough(waited) && errors > errorsBefore
        || waited > StoreLimit.LONG_PATIENCE_MICROS.value() && errors > 0;
  }

  /**
   * What a stall is that lasts. RocksDB hands every other error to the writer; for want of room
   * alone it tries again and again, a merge that would not fit as well as a flush that did not,
   * however much is free at the moment.
   */
  static DatabaseFailure noRoom(Path directory, long free, RocksDBException refusal) {
    return new DatabaseFailure(
        Kind.DISK_FULL,
        String.format(
            Locale.ROOT,
            "database %s: No space left on device: %,d bytes are free, too few to flush or merge"
                + " its files",
            directory,
            free),
        refusal);
  }
}
