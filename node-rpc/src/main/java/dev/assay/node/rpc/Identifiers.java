package dev.assay.node.rpc;

import dev.assay.state.types.Hash;
import java.util.random.RandomGenerator;

/** Names of filters and subscriptions: as long as geth's, and not to be guessed. */
final class Identifiers {
  private static final int RANDOM_BYTES = 16;

  private Identifiers() {}

  /** A number of 128 bits. Clients read it as a quantity, which begins with no zero. */
  static Hash next(RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    bytes[0] |= (byte) 0x80;
    byte[] padded = new byte[Hash.SIZE];
    System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
    return Hash.of(padded);
  }
}
