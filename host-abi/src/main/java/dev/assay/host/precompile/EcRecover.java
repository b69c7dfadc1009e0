package dev.assay.host.precompile;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/** The address whose key signed a hash; unlike a transaction's, the signature may have a high s. */
final class EcRecover {

  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

  private EcRecover() {}

  /** Input: hash, v (27 or 28), r, s. Output: the address as a word, or nothing. Never fails. */
  static Optional<byte[]> run(byte[] input) {
    BigInteger v = Words.number(input, 32, 32);
    BigInteger r = Words.number(input, 64, 32);
    BigInteger s = Words.number(input, 96, 32);
    boolean known = v.equals(BigInteger.valueOf(27)) || v.equals(BigInteger.valueOf(28));
    if (!known || !isScalar(r) || !isScalar(s)) {
      return Optional.of(new byte[0]);
    }
    BigInteger hash = Words.number(input, 0, 32);
    return Optional.of(recover(hash, v.intValue() == 28, r, s));
  }

  private static byte[] recover(BigInteger hash, boolean odd, BigInteger r, BigInteger s) {
    Optional<ECPoint> point = decode(r, odd);
    if (point.isEmpty()) {
      return new byte[0];
    }
    BigInteger inverse = r.modInverse(CURVE.getN());
    BigInteger u1 = hash.negate().multiply(inverse).mod(CURVE.getN());
    BigInteger u2 = s.multiply(inverse).mod(CURVE.getN());
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), u1, point.get(), u2).normalize();
    return key.isInfinity() ? new byte[0] : address(key);
  }

  private static Optional<ECPoint> decode(BigInteger x, boolean odd) {
    byte[] encoded = Words.concat(new byte[] {(byte) (odd ? 3 : 2)}, Words.fixed(x, 32));
    try {
      return Optional.of(CURVE.getCurve().decodePoint(encoded));
    } catch (IllegalArgumentException noPointHasThisAbscissa) {
      return Optional.empty();
    }
  }

  private static byte[] address(ECPoint key) {
    KeccakDigest digest = new KeccakDigest(256);
    byte[] encoded = key.getEncoded(false);
    digest.update(encoded, 1, encoded.length - 1);
    byte[] word = new byte[32];
    digest.doFinal(word, 0);
    Arrays.fill(word, 0, 12, (byte) 0);
    return word;
  }

  private static boolean isScalar(BigInteger value) {
    return value.signum() > 0 && value.compareTo(CURVE.getN()) < 0;
  }
}
