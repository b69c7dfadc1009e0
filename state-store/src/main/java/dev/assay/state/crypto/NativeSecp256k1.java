package dev.assay.state.crypto;

import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.util.Optional;

/** The curve by the native library that Bitcoin uses: recovery alone, four times as fast. */
final class NativeSecp256k1 implements Secp256k1 {
  private static final int UNCOMPRESSED = 4;

  private final fr.acinq.secp256k1.Secp256k1 library;
  private final Secp256k1 portable;

  private NativeSecp256k1(fr.acinq.secp256k1.Secp256k1 library, Secp256k1 portable) {
    this.library = library;
    this.portable = portable;
  }

  /**
   * The native library where there is one for this machine and it agrees with the portable one on
   * signatures of all sorts; none otherwise, whatever the reason.
   */
  static Optional<Secp256k1> over(Secp256k1 portable) {
    try {
      Secp256k1 curve = new NativeSecp256k1(fr.acinq.secp256k1.Secp256k1.get(), portable);
      return agree(curve, portable) ? Optional.of(curve) : Optional.empty();
    } catch (LinkageError | RuntimeException absent) {
      return Optional.empty();
    }
  }

  private static boolean agree(Secp256k1 curve, Secp256k1 portable) {
    Hash digest = Keccak.hash(new byte[0]);
    Signature good = portable.sign(digest, UInt256.of(7));
    UInt256 high = Signature.CURVE_ORDER.subtract(good.s());
    Signature[] samples = {
      good,
      new Signature(1 - good.yParity(), good.r(), good.s()),
      new Signature(1 - good.yParity(), good.r(), high),
      new Signature(0, UInt256.of(5), UInt256.ONE),
      new Signature(1, UInt256.ONE, Signature.HALF_ORDER),
      new Signature(0, Signature.CURVE_ORDER.subtract(UInt256.ONE), UInt256.ONE),
    };
    for (Signature sample : samples) {
      for (Hash of : new Hash[] {digest, Hash.ZERO}) {
        if (!curve.recover(of, sample).equals(portable.recover(of, sample))) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public String name() {
    return "libsecp256k1";
  }

  @Override
  public PublicKey publicKey(UInt256 secret) {
    return portable.publicKey(secret);
  }

  @Override
  public Signature sign(Hash digest, UInt256 secret) {
    return portable.sign(digest, secret);
  }

  @Override
  public Optional<PublicKey> recover(Hash digest, Signature signature) {
    byte[] compact = new byte[2 * UInt256.SIZE];
    signature.r().writeTo(compact, 0);
    signature.s().writeTo(compact, UInt256.SIZE);
    byte[] key;
    try {
      key = library.ecdsaRecover(compact, digest.toArray(), signature.yParity());
    } catch (Secp256k1Exception ofNoKey) {
      return Optional.empty();
    }
    if (key.length != 1 + 2 * UInt256.SIZE || key[0] != UNCOMPRESSED) {
      throw new IllegalStateException("the library gave a key of " + key.length + " bytes");
    }
    return Optional.of(
        new PublicKey(Hash.of(key, 1).toUInt256(), Hash.of(key, 1 + UInt256.SIZE).toUInt256()));
  }
}
