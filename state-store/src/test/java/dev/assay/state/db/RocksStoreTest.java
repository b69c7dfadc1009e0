package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RocksStoreTest {
  /** A part that is smaller than a file's filter never keeps it. */
  @ParameterizedTest
  @CsvSource({"1, 0", "15, 0", "16, 1", "31, 1", "32, 2", "64, 3", "511, 5", "512, 6", "4096, 6"})
  void theCacheHasPartsThatHoldLargeFilters(long mebibytes, int bits) {
    assertEquals(bits, RocksStore.shardBits(mebibytes << 20));
  }
}
