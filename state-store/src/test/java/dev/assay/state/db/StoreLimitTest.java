package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.state.db.DatabaseFailure.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.MutableColumnFamilyOptions;
import org.rocksdb.RocksDBException;

/** Every limit of the store one below it, at it, and one above. */
class StoreLimitTest {
  private static final DatabaseOptions SMALL = DatabaseOptions.DEFAULT.withCacheBytes(4 << 20);

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "0, 1048575, false", "0, 1048576, true", "0, 1048577, true",
    "500, 1049075, false", "500, 1049076, true", "500, 1049077, true"
  })
  void toOpenThereIsRoomForWhatIsInTheLogAndSomeMore(long logged, long free, boolean enough) {
    if (enough) {
      assertDoesNotThrow(() -> RocksStore.requireRoom(directory, logged, free));
    } else {
      DatabaseFailure failure =
          assertThrows(
              DatabaseFailure.class, () -> RocksStore.requireRoom(directory, logged, free));
      assertEquals(Kind.DISK_FULL, failure.kind());
    }
  }

  @ParameterizedTest
  @CsvSource({"999999, false", "1000000, false", "1000001, true"})
  void aWriterIsPatientForASecond(long micros, boolean longEnough) {
    assertEquals(longEnough, Stall.isLongEnough(micros));
    // Whatever failed before: only what fails meanwhile counts so soon.
    assertEquals(longEnough, Stall.isLasting(micros, 7, 8));
    assertFalse(Stall.isLasting(micros, 7, 7));
  }

  @ParameterizedTest
  @CsvSource({"9999999, false", "10000000, false", "10000001, true"})
  void aWriterIsPatientForTenAfterAFailure(long micros, boolean lasting) {
    assertEquals(lasting, Stall.isLasting(micros, 7, 7));
    // If nothing has failed it waits for as long as it takes.
    assertFalse(Stall.isLasting(micros, 0, 0));
  }

  /** Made one by one; there is never one more, for nothing is written that could become it. */
  @Test
  void writesStopAtTheMostFilesOfTheFirstLevel() throws RocksDBException {
    Natives natives = new Natives(directory, SMALL);
    try (FlushOptions flush = new FlushOptions()) {
      ColumnFamilyHandle trie = natives.handles.get(ColumnFamily.TRIE);
      assertNotNull(trie);
      // No file is merged with others meanwhile.
      natives.database.setOptions(
          trie,
          MutableColumnFamilyOptions.builder().setLevel0FileNumCompactionTrigger(1_000).build());
      for (int files = 0; files < StoreLimit.FIRST_LEVEL_FILES.value(); files++) {
        assertEquals(files, firstLevelFiles(natives, trie));
        natives.database.put(trie, natives.writingUnlogged, new byte[] {(byte) files}, new byte[1]);
        natives.database.flush(flush, List.of(trie));
      }
      assertEquals(36, firstLevelFiles(natives, trie));
      RocksDBException refused =
          assertThrows(
              RocksDBException.class,
              () -> natives.database.put(trie, natives.writingUnlogged, new byte[1], new byte[1]));
      assertEquals("Write stall", refused.getStatus().getState());
    } finally {
      natives.release();
    }
  }

  private static int firstLevelFiles(Natives natives, ColumnFamilyHandle table)
      throws RocksDBException {
    return Integer.parseInt(natives.database.getProperty(table, "rocksdb.num-files-at-level0"));
  }

  /** The entry that reaches the size of a piece is the last one in it. */
  @ParameterizedTest
  @CsvSource({"65535, false", "65536, true", "65537, true"})
  void aPieceIsWrittenWhenItHasItsSize(int size, boolean written) {
    try (RocksStore store = RocksStore.open(directory, SMALL);
        Pieces pieces = new Pieces(store)) {
      RocksStore.Batch piece = pieces.next();
      byte[] key = {1};
      piece.put(ColumnFamily.SLOTS, key, new byte[60_000]);
      int header = entry(store, new byte[1_000]) - 1_000;
      piece.put(ColumnFamily.SLOTS, new byte[] {2}, new byte[size - piece.size() - header]);
      assertEquals(size, piece.size());
      assertEquals(written, piece != pieces.next());
      assertEquals(written, store.get(ColumnFamily.SLOTS, key) != null);
    }
  }

  /** Bytes that an entry with such a value adds. */
  private static int entry(RocksStore store, byte[] value) {
    RocksStore.Batch empty = store.batch();
    int before = empty.size();
    empty.put(ColumnFamily.SLOTS, new byte[1], value);
    return empty.size() - before;
  }
}
