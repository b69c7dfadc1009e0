package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseOptionsTest {
  private static final long MIB = 1 << 20;

  /** Half of a small cache is native, never less than a quarter, and nothing is given twice. */
  @ParameterizedTest
  @CsvSource({"4, 2", "127, 63.5", "128, 64", "129, 64", "256, 64", "260, 65", "1024, 256"})
  void theSharesAreTheWhole(long mebibytes, double nativeMebibytes) {
    DatabaseOptions options = DatabaseOptions.DEFAULT.withCacheBytes(mebibytes * MIB);
    assertEquals((long) (nativeMebibytes * MIB), options.nativeBytes());
    long all =
        options.nativeBytes()
            + options.valueBytes()
            + options.keyBytes()
            + options.filterBytes()
            + options.trieBytes()
            + options.proofBytes();
    assertTrue(all <= options.cacheBytes() && all > options.cacheBytes() - 3, "whole: " + all);
  }
}
