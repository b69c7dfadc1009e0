package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.assay.state.types.BigEndian;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCacheTest {
  private static final DatabaseOptions SMALL = DatabaseOptions.DEFAULT.withCacheBytes(4 << 20);
  private static final byte[] KEY = {1};

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
      TableCache cache = new TableCache(store, 1 << 20);
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
      TableCache cache = new TableCache(store, 1 << 20);
      cache.begin();
      assertNull(cache.get(ColumnFamily.ACCOUNTS, KEY));
      assertNull(cache.peek(ColumnFamily.ACCOUNTS, KEY));
    }
  }

  @Test
  void dropsWhatWasUsedLeastRecentlyWhenItIsFull() {
    try (RocksStore store = RocksStore.open(directory, SMALL)) {
      TableCache cache = new TableCache(store, 10 * 200);
      for (int i = 0; i < 100; i++) {
        cache.get(ColumnFamily.ACCOUNTS, BigEndian.ofLong(0));
        cache.get(ColumnFamily.ACCOUNTS, BigEndian.ofLong(i));
      }
      assertNotNull(cache.peek(ColumnFamily.ACCOUNTS, BigEndian.ofLong(0)));
      assertNotNull(cache.peek(ColumnFamily.ACCOUNTS, BigEndian.ofLong(99)));
      assertNull(cache.peek(ColumnFamily.ACCOUNTS, BigEndian.ofLong(50)));
    }
  }
}
