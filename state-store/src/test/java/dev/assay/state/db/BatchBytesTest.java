package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Our batches, byte for byte, beside those of RocksDB's own class. */
class BatchBytesTest {
  @Test
  void areTheBytesThatRocksDbMakes(@TempDir Path directory) throws RocksDBException {
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    List<ColumnFamilyDescriptor> tables =
        List.of(
            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY),
            new ColumnFamilyDescriptor(new byte[] {1}));
    try (DBOptions options =
            new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
        RocksDB database = RocksDB.open(options, directory.toString(), tables, handles);
        ColumnFamilyHandle table = handles.get(1);
        WriteBatch theirs = new WriteBatch()) {
      BatchBytes ours = new BatchBytes(0);
      Random random = new Random(1);
      for (int length : new int[] {0, 1, 127, 128, 129, 16_383, 16_384, 100_000}) {
        byte[] key = new byte[1 + length % 300];
        byte[] value = new byte[length];
        random.nextBytes(key);
        random.nextBytes(value);
        theirs.put(table, key, value);
        ours.put(table.getID(), key, value);
        theirs.delete(table, value);
        ours.delete(table.getID(), value);
        assertArrayEquals(theirs.data(), ours.toArray());
      }
      byte[] value = {1, 2, 3};
      ours.put(table.getID(), new byte[] {9}, value);
      try (WriteBatch taken = new WriteBatch(ours.toArray());
          WriteOptions writing = new WriteOptions()) {
        database.write(writing, taken);
      }
      assertArrayEquals(value, database.get(table, new byte[] {9}));
      assertArrayEquals(new byte[12], new BatchBytes(0).toArray());
      handles.getFirst().close();
    }
  }
}
