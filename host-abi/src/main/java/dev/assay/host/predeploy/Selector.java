package dev.assay.host.predeploy;

import dev.assay.state.crypto.Keccak;
import java.nio.charset.StandardCharsets;

/** Selectors of functions and errors, topics of events: what Solidity makes of a signature. */
final class Selector {
  static final int BYTES = 4;

  private Selector() {}

  /** The first four bytes of the hash of a signature, as a number. */
  static int of(String signature) {
    byte[] hash = Keccak.hash(signature.getBytes(StandardCharsets.US_ASCII)).toArray();
    return dev.assay.state.types.BigEndian.getInt(hash, 0);
  }
}
