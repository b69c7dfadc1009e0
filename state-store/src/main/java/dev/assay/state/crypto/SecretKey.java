package dev.assay.state.crypto;

import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;

/** A secp256k1 secret key. Its text form hides the key. */
public final class SecretKey {
  private final UInt256 secret;
  private final PublicKey publicKey;

  private SecretKey(UInt256 secret) {
    this.secret = secret;
    this.publicKey = Curves.CURVE.publicKey(secret);
  }

  /**
   * The key of a number.
   *
   * @throws IllegalArgumentException when it is zero or not below the order of the curve
   */
  public static SecretKey of(UInt256 secret) {
    if (secret.isZero() || !secret.lessThan(Signature.CURVE_ORDER)) {
      throw new IllegalArgumentException("a secret key is from 1 to the curve's order less 1");
    }
    return new SecretKey(secret);
  }

  /** The key of 64 hexadecimal digits. */
  public static SecretKey fromHex(CharSequence text) {
    return of(UInt256.fromHex(text));
  }

  /** The number; whoever asks must keep it. */
  public UInt256 secret() {
    return secret;
  }

  /** The public key. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /** The account of this key. */
  public Address address() {
    return publicKey.address();
  }

  /** Signs a digest: deterministic (RFC 6979), s in the lower half. */
  public Signature sign(Hash digest) {
    return Curves.CURVE.sign(digest, secret);
  }

  @Override
  public String toString() {
    return "SecretKey[" + address() + "]";
  }
}
