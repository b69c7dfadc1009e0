package dev.assay.state.crypto;

import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The curve by BouncyCastle. */
final class BouncyCastleSecp256k1 implements Secp256k1 {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger N = CURVE.getN();

  @Override
  public String name() {
    return "bouncycastle";
  }

  @Override
  public PublicKey publicKey(UInt256 secret) {
    return key(base(secret.toBigInteger()));
  }

  @Override
  public Signature sign(Hash digest, UInt256 secret) {
    BigInteger d = secret.toBigInteger();
    BigInteger e = digest.toUInt256().toBigInteger();
    HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
    nonces.init(N, d, digest.toArray());
    while (true) {
      BigInteger k = nonces.nextK();
      ECPoint point = base(k);
      BigInteger x = point.getAffineXCoord().toBigInteger();
      BigInteger r = x.mod(N);
      BigInteger s = k.modInverse(N).multiply(e.add(d.multiply(r))).mod(N);
      // An x past the order would need a recovery identifier above 1, which no transaction can say.
      if (r.signum() != 0 && s.signum() != 0 && x.compareTo(N) < 0) {
        boolean odd = point.getAffineYCoord().testBitZero();
        return lowered(odd ? 1 : 0, UInt256.of(r), UInt256.of(s));
      }
    }
  }

  private static Signature lowered(int parity, UInt256 r, UInt256 s) {
    return s.compareTo(Signature.HALF_ORDER) <= 0
        ? new Signature(parity, r, s)
        : new Signature(1 - parity, r, Signature.CURVE_ORDER.subtract(s));
  }

  private static ECPoint base(BigInteger factor) {
    return new FixedPointCombMultiplier().multiply(CURVE.getG(), factor).normalize();
  }

  private static PublicKey key(ECPoint point) {
    return new PublicKey(
        UInt256.of(point.getAffineXCoord().toBigInteger()),
        UInt256.of(point.getAffineYCoord().toBigInteger()));
  }
}
