package dev.assay.state.crypto;

/** The implementations of {@link Secp256k1} that this process has. */
final class Curves {
  /** The one that is always there. */
  static final Secp256k1 PORTABLE = new BouncyCastleSecp256k1();

  /** The one in use: native where that works here. */
  static final Secp256k1 CURVE = NativeSecp256k1.over(PORTABLE).orElse(PORTABLE);

  private Curves() {}
}
