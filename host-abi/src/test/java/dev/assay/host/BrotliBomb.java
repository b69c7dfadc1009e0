package dev.assay.host;

import java.io.ByteArrayOutputStream;

/**
 * Compressed code that unpacks to any number of zeros, some 13 bytes for each 16 MiB: meta-blocks
 * of one literal and one copy at distance 1, every prefix code with a single symbol of no bits.
 * Fields as in RFC 7932, section 9.2.
 */
final class BrotliBomb {
  private static final int BLOCK_BYTES = 1 << 24;
  private static final int SHORTEST_OF_LAST_COPY_CODE = 2_118;

  /** Inserts one literal, then copies as many as 24 bits say. */
  private static final int COMMAND = 384 + (1 << 3) + 7;

  private static final int DISTANCE_OF_1_BIT = 16;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int pending;
  private int pendingBits;

  private BrotliBomb() {}

  /** Code in the form that contracts are stored in, which unpacks to so many bytes. */
  static byte[] code(int bytes) {
    BrotliBomb bomb = new BrotliBomb();
    bomb.out.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xF0, 0, 0});
    bomb.bits(0, 1); // a window of 16 bits
    for (int left = bytes; left > 0; left -= BLOCK_BYTES) {
      bomb.block();
    }
    bomb.bits(3, 2); // the last block, and empty
    bomb.bits(0, 7);
    return bomb.out.toByteArray();
  }

  private void block() {
    bits(0, 1); // not the last
    bits(2, 2); // length in 6 nibbles
    bits(BLOCK_BYTES - 1, 24);
    bits(0, 1); // compressed
    bits(0, 3); // one block type of each kind
    bits(0, 6); // no postfix bits, no direct distances
    bits(0, 2); // context mode
    bits(0, 2); // one tree for literals, one for distances
    symbol(0, 8);
    symbol(COMMAND, 10);
    symbol(DISTANCE_OF_1_BIT, 6);
    bits(BLOCK_BYTES - 1 - SHORTEST_OF_LAST_COPY_CODE, 24);
    bits(0, 1); // distance 1
  }

  /** A simple prefix code of one symbol. */
  private void symbol(int symbol, int width) {
    bits(1, 2);
    bits(0, 2);
    bits(symbol, width);
  }

  private void bits(int value, int count) {
    for (int i = 0; i < count; i++) {
      pending |= (value >> i & 1) << pendingBits;
      pendingBits++;
      if (pendingBits == Byte.SIZE) {
        out.write(pending);
        pending = 0;
        pendingBits = 0;
      }
    }
  }
}
