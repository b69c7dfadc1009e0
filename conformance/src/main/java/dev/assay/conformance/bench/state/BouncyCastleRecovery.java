package dev.assay.conformance.bench.state;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/** Recovery of a sender (SEC 1, section 4.1.6) with BouncyCastle's curve: what ours is timed by. */
final class BouncyCastleRecovery {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

  private BouncyCastleRecovery() {}

  /** The signer, of a signature that is somebody's and whose r has not wrapped around. */
  static Address recover(Hash digest, Signature signature) {
    BigInteger order = CURVE.getN();
    BigInteger r = number(signature.r());
    BigInteger inverse = r.modInverse(order);
    byte[] point = new byte[1 + UInt256.SIZE];
    point[0] = (byte) (2 + signature.yParity());
    signature.r().writeTo(point, 1);
    BigInteger ofBase = number(digest.toUInt256()).negate().multiply(inverse).mod(order);
    BigInteger ofPoint = number(signature.s()).multiply(inverse).mod(order);
    ECPoint key =
        ECAlgorithms.sumOfTwoMultiplies(
                CURVE.getG(), ofBase, CURVE.getCurve().decodePoint(point), ofPoint)
            .normalize();
    byte[] encoded = key.getEncoded(false);
    return Address.ofLast(Keccak.hash(Arrays.copyOfRange(encoded, 1, encoded.length)));
  }

  private static BigInteger number(UInt256 value) {
    return new BigInteger(1, value.toHash().toArray());
  }
}
