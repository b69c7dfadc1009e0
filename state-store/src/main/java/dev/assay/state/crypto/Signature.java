package dev.assay.state.crypto;

import dev.assay.state.types.UInt256;

/**
 * An ECDSA signature over secp256k1 with the parity of the nonce point's y coordinate, by which the
 * signer is recovered.
 *
 * @param yParity 0 or 1
 */
public record Signature(int yParity, UInt256 r, UInt256 s) {
  /** Order of the curve's group. */
  public static final UInt256 CURVE_ORDER =
      UInt256.fromHex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

  /** Half the order, rounded down: the largest {@code s} that EIP-2 allows. */
  public static final UInt256 HALF_ORDER = CURVE_ORDER.shiftRight(1);

  /** The placeholder of a transaction not signed yet; never valid. */
  public static final Signature NONE = new Signature(0, UInt256.ZERO, UInt256.ZERO);

  /** Refuses a parity other than 0 and 1. */
  public Signature {
    if (yParity != 0 && yParity != 1) {
      throw new IllegalArgumentException("y parity is 0 or 1, found " + yParity);
    }
  }

  /** Whether r and s are within 1 and the order less one. */
  public boolean isInRange() {
    return inGroup(r) && inGroup(s);
  }

  /** Whether the signature is in range and s is in the lower half (EIP-2). */
  public boolean isCanonical() {
    return isInRange() && s.compareTo(HALF_ORDER) <= 0;
  }

  private static boolean inGroup(UInt256 value) {
    return !value.isZero() && value.lessThan(CURVE_ORDER);
  }
}
