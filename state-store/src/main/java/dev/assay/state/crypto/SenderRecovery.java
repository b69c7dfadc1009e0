package dev.assay.state.crypto;

import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import java.util.Optional;

/** Finds the signer of a digest. */
public final class SenderRecovery {
  private SenderRecovery() {}

  /**
   * The key that signed a digest: none when r or s is out of range or the signature is of no key.
   * An s in the upper half is accepted, as the precompiled contract at address 1 must; whether that
   * is allowed is the caller's rule ({@link Signature#isCanonical()}).
   */
  public static Optional<PublicKey> recoverKey(Hash digest, Signature signature) {
    return signature.isInRange() ? Curves.CURVE.recover(digest, signature) : Optional.empty();
  }

  /** What {@link #recoverKey} finds, by the implementation that needs no native library. */
  public static Optional<PublicKey> recoverPortably(Hash digest, Signature signature) {
    return signature.isInRange() ? Curves.PORTABLE.recover(digest, signature) : Optional.empty();
  }

  /** Which implementation is in use here. */
  public static String implementation() {
    return Curves.CURVE.name();
  }

  /** The account whose key signed a digest, see {@link #recoverKey}. */
  public static Optional<Address> recover(Hash digest, Signature signature) {
    return recoverKey(digest, signature).map(PublicKey::address);
  }
}
