package dev.assay.conformance.faults;

import java.util.stream.IntStream;

/**
 * Where the records of a RocksDB log end: blocks of 32 KiB hold fragments, each with checksum 4,
 * length 2 (little-endian) and type 1 in front.
 */
final class WalRecords {
  private static final int BLOCK = 32 << 10;
  private static final int HEADER = 7;
  private static final int FULL = 1;
  private static final int LAST = 4;

  private WalRecords() {}

  static int[] boundaries(byte[] log) {
    IntStream.Builder found = IntStream.builder();
    found.add(0);
    int at = 0;
    while (at + HEADER <= log.length) {
      int left = BLOCK - at % BLOCK;
      int length = (log[at + 4] & 0xFF) | (log[at + 5] & 0xFF) << 8;
      int type = log[at + 6];
      if (left < HEADER || type == 0) {
        at += left;
        continue;
      }
      at += HEADER + length;
      if (type == FULL || type == LAST) {
        found.add(at);
      }
    }
    return found.build().toArray();
  }
}
