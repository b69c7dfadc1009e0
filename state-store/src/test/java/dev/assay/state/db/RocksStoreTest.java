package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.db.DatabaseFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class RocksStoreTest {
  /** A part that is smaller than a file's filter never keeps it. */
  @ParameterizedTest
  @CsvSource({"1, 0", "15, 0", "16, 1", "31, 1", "32, 2", "64, 3", "511, 5", "512, 6", "4096, 6"})
  void theCacheHasPartsThatHoldLargeFilters(long mebibytes, int bits) {
    assertEquals(bits, Natives.shardBits(mebibytes << 20));
  }

  /** A batch that was begun when the database was open is refused, in Java, when it is not. */
  @Test
  void aClosedStoreTakesNoBatch(@TempDir Path directory) {
    RocksStore store = RocksStore.open(directory, DatabaseOptions.DEFAULT);
    try (RocksStore.Batch batch = store.batch()) {
      store.close();
      batch.put(ColumnFamily.META, new byte[1], new byte[1]);
      batch.delete(ColumnFamily.META, new byte[2]);
      assertEquals(Kind.CLOSED, assertThrows(DatabaseFailure.class, batch::write).kind());
    }
    Path copy = directory.resolveSibling("copy");
    assertEquals(
        Kind.CLOSED, assertThrows(DatabaseFailure.class, () -> store.checkpoint(copy)).kind());
  }

  /** What the binding has no name for is a merge whose files would not fit. */
  @ParameterizedTest
  @CsvSource({
    "Undefined, None, DISK_FULL",
    "IOError, NoSpace, DISK_FULL",
    "IOError, None, INPUT_OUTPUT",
    "Corruption, None, CORRUPT"
  })
  void statusesAreTheirKinds(Status.Code code, Status.SubCode subCode, Kind kind) {
    RocksDBException thrown = new RocksDBException(new Status(code, subCode, "made up"));
    assertEquals(kind, RocksStore.failure(Path.of("data"), thrown).kind());
  }

  /** However much is free: a merge may need more than what is in the log. */
  @Test
  void aStallThatLastsIsAFullDisk() {
    RocksDBException stalled =
        new RocksDBException(
            new Status(Status.Code.Incomplete, Status.SubCode.None, "Write stall"));
    assertTrue(Stall.isStall(stalled));
    assertEquals(Kind.DISK_FULL, Stall.noRoom(Path.of("data"), 1L << 40, stalled).kind());
    RocksDBException refused =
        new RocksDBException(
            new Status(Status.Code.IOError, Status.SubCode.NoSpace, "No space left on device"));
    assertFalse(Stall.isStall(refused));
  }

  /** Of a large table a merge rewrites a part. */
  @Test
  void largeTablesAreInManyFiles(@TempDir Path folder) throws IOException {
    Random random = new Random(1);
    try (RocksStore store = RocksStore.open(folder, DatabaseOptions.DEFAULT)) {
      for (int i = 0; i < 48; i++) {
        try (RocksStore.Batch batch = store.batch()) {
          byte[] key = new byte[32];
          byte[] value = new byte[1 << 20];
          random.nextBytes(key);
          random.nextBytes(value);
          batch.put(ColumnFamily.TRIE, key, value);
          batch.writeUnlogged();
        }
      }
      store.compact();
      long files;
      try (Stream<Path> all = Files.list(folder)) {
        files = all.filter(file -> file.toString().endsWith(".sst")).count();
      }
      assertTrue(files >= 3, files + " files");
    }
  }
}
