package dev.assay.state.crypto;

import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.Optional;

/** Operations with secrets: the seam behind which another library can stand in. */
interface Secp256k1 {
  /** Who does the work. */
  String name();

  /** The public key of a secret in 1 to the order less one. */
  PublicKey publicKey(UInt256 secret);

  /** A deterministic signature (RFC 6979 with HMAC-SHA-256) with s in the lower half. */
  Signature sign(Hash digest, UInt256 secret);

  /** The key whose signature of the digest this is, if any; r and s are in range. */
  default Optional<PublicKey> recover(Hash digest, Signature signature) {
    return KeyRecovery.recover(digest, signature);
  }
}
