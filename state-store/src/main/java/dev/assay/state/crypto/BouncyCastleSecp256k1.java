package dev.assay.state.crypto;

import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The curve by BouncyCastle. */
final class BouncyCastleSecp256k1 implements Secp256k1 {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger N = CURVE.getN();
  private static final BigInteger FIELD = CURVE.getCurve().getField().getCharacteristic();

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

  @Override
  public Optional<PublicKey> recover(Hash digest, Signature signature) {
    BigInteger r = signature.r().toBigInteger();
    if (r.compareTo(FIELD) >= 0) {
      return Optional.empty();
    }
    byte[] compressed = new byte[33];
    compressed[0] = (byte) (2 + signature.yParity());
    signature.r().writeTo(compressed, 1);
    ECPoint nonce;
    try {
      nonce = CURVE.getCurve().decodePoint(compressed);
    } catch (IllegalArgumentException notOnCurve) {
      return Optional.empty();
    }
    BigInteger inverse = r.modInverse(N);
    BigInteger u1 = digest.toUInt256().toBigInteger().negate().multiply(inverse).mod(N);
    BigInteger u2 = signature.s().toBigInteger().multiply(inverse).mod(N);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), u1, nonce, u2).normalize();
    return key.isInfinity() ? Optional.empty() : Optional.of(key(key));
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
