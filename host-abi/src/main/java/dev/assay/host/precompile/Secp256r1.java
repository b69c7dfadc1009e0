package dev.assay.host.precompile;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;

/** P256VERIFY: a secp256r1 signature of a hash, EIP-7951 (RIP-7212). */
final class Secp256r1 {

  private static final int INPUT_LENGTH = 160;
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256r1");
  private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);

  private Secp256r1() {}

  /** Input: hash, r, s, x, y. Output: the word 1, or nothing when the signature is not valid. */
  static Optional<byte[]> verify(byte[] input) {
    boolean valid = input.length == INPUT_LENGTH && isValid(input);
    return Optional.of(valid ? Words.fixed(BigInteger.ONE, 32) : new byte[0]);
  }

  private static boolean isValid(byte[] input) {
    BigInteger r = Words.number(input, 32, 32);
    BigInteger s = Words.number(input, 64, 32);
    BigInteger x = Words.number(input, 96, 32);
    BigInteger y = Words.number(input, 128, 32);
    BigInteger p = CURVE.getCurve().getField().getCharacteristic();
    boolean infinite = x.signum() == 0 && y.signum() == 0;
    if (!isScalar(r) || !isScalar(s) || x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || infinite) {
      return false;
    }
    ECPoint key = CURVE.getCurve().createPoint(x, y);
    if (!key.isValid()) {
      return false;
    }
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, new ECPublicKeyParameters(key, DOMAIN));
    return signer.verifySignature(Words.bytes(input, 0, 32), r, s);
  }

  private static boolean isScalar(BigInteger value) {
    return value.signum() > 0 && value.compareTo(CURVE.getN()) < 0;
  }
}
