package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.BigEndian;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCacheTest {
  private static final DatabaseOptions SMALL = DatabaseOptions.DEFAULT.withCacheBytes(4 << 20);
  private static final byte[] KEY = key(-1);

  @TempDir Path directory;

  private static void put(RocksStore store, byte[] key, byte[] value) {
    try (RocksStore.Batch batch = store.batch()) {
      batch.put(ColumnFamily.ACCOUNTS, key, value);
      batch.write();
    }
  }

  @Test
  void remembersValuesAndAbsenceUntilACommitChangesThem() {
    try (RocksStore store = RocksStore.open(directory, SMALL)) {
      TableCache cache = new TableCache(new LiveTables(store), 1 << 20);
      assertNull(cache.peek(ColumnFamily.ACCOUNTS, KEY));
      assertNull(cache.get(ColumnFamily.ACCOUNTS, KEY));
      assertNotNull(cache.peek(ColumnFamily.ACCOUNTS, KEY));
      cache.begin();
      put(store, KEY, new byte[] {2});
      cache.written(List.of(new TableChange(ColumnFamily.ACCOUNTS, KEY, null, new byte[] {2})));
      assertArrayEquals(new byte[] {2}, cache.get(ColumnFamily.ACCOUNTS, KEY));
      cache.clear();
      assertNull(cache.peek(ColumnFamily.ACCOUNTS, KEY));
      assertArrayEquals(new byte[] {2}, cache.get(ColumnFamily.ACCOUNTS, KEY));
    }
  }

  @Test
  void takesNothingFromReadersWhileACommitWrites() {
    try (RocksStore store = RocksStore.open(directory, SMALL)) {
      TableCache cache = new TableCache(new LiveTables(store), 1 << 20);
      cache.begin();
      assertNull(cache.get(ColumnFamily.ACCOUNTS, KEY));
      assertNull(cache.peek(ColumnFamily.ACCOUNTS, KEY));
    }
  }

  @Test
  void dropsTheOldestOfASetAndStaysWithinItsBound() {
    try (RocksStore store = RocksStore.open(directory, SMALL)) {
      TableCache cache = new TableCache(new LiveTables(store), 64 * 168);
      int known = 0;
      for (int i = 0; i < 1_000; i++) {
        cache.get(ColumnFamily.ACCOUNTS, key(i));
        assertNotNull(cache.peek(ColumnFamily.ACCOUNTS, key(i)));
      }
      for (int i = 0; i < 1_000; i++) {
        known += cache.peek(ColumnFamily.ACCOUNTS, key(i)) == null ? 0 : 1;
      }
      assertEquals(64, known);
      assertNull(cache.peek(ColumnFamily.ACCOUNTS, key(0)));
    }
  }

  private static byte[] key(int index) {
    return Keccak.hash(BigEndian.ofLong(index)).toArray();
  }
}
