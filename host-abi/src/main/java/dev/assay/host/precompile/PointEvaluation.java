package dev.assay.host.precompile;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.math.ec.ECPoint;

/** The proof that a committed polynomial has a value at a point: EIP-4844. */
final class PointEvaluation {

  private static final int INPUT_LENGTH = 192;
  private static final int POINT_LENGTH = 48;
  private static final byte VERSION = 1;
  private static final int COMPRESSED = 0x80;
  private static final int INFINITE = 0x40;
  private static final int LARGER_ROOT = 0x20;
  private static final PairingCurve CURVE = PairingCurve.BLS12_381;

  private static final ECPoint G1 =
      CURVE
          .g1()
          .createPoint(
              new BigInteger(
                  "17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac58"
                      + "6c55e83ff97a1aeffb3af00adb22c6bb",
                  16),
              new BigInteger(
                  "08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3ed"
                      + "d03cc744a2888ae40caa232946c5e7e1",
                  16));

  private static final TwistPoint NEGATED_G2 =
      new TwistPoint(
              element(
                  "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d177"
                      + "0bac0326a805bbefd48056c8c121bdb8",
                  "13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049"
                      + "334cf11213945d57e5ac7d055d042b7e"),
              element(
                  "0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c"
                      + "923ac9cc3baca289e193548608b82801",
                  "0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab"
                      + "3f370d275cec1da1aaa9075ff05f79be"))
          .negate();

  /** The ceremony's secret times G2, from the trusted setup, compressed. */
  private static final TwistPoint SECRET_G2 =
      decompressG2(
          "b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d"
              + "2914e5870cb452d2afaaab24f3499f72185cbfee53492714734429b7b38608e2"
              + "3926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2");

  private static final byte[] SUCCESS =
      Words.concat(Words.fixed(BigInteger.valueOf(4096), 32), Words.fixed(CURVE.order(), 32));

  private PointEvaluation() {}

  private static Fp2 element(String real, String imaginary) {
    return new Fp2(CURVE.field().of(real), CURVE.field().of(imaginary));
  }

  /**
   * Input: versioned hash 32, z 32, y 32, commitment 48, proof 48. Output: the number of field
   * elements in a blob and the field's order.
   */
  static Optional<byte[]> run(byte[] input) {
    if (input.length != INPUT_LENGTH || !hashMatches(input)) {
      return Optional.empty();
    }
    BigInteger z = Words.number(input, 32, 32);
    BigInteger y = Words.number(input, 64, 32);
    Optional<ECPoint> commitment = decompress(Words.bytes(input, 96, POINT_LENGTH));
    Optional<ECPoint> proof = decompress(Words.bytes(input, 144, POINT_LENGTH));
    boolean inField = z.compareTo(CURVE.order()) < 0 && y.compareTo(CURVE.order()) < 0;
    if (!inField || commitment.isEmpty() || proof.isEmpty()) {
      return Optional.empty();
    }
    return holds(commitment.get(), z, y, proof.get())
        ? Optional.of(SUCCESS.clone())
        : Optional.empty();
  }

  /** e(C - y G1 + z proof, -G2) e(proof, s G2) = 1. */
  private static boolean holds(ECPoint commitment, BigInteger z, BigInteger y, ECPoint proof) {
    ECPoint left = commitment.subtract(G1.multiply(y)).add(proof.multiply(z));
    Pairing pairing = new Pairing(CURVE);
    if (!left.isInfinity()) {
      pairing.with(left, NEGATED_G2);
    }
    if (!proof.isInfinity()) {
      pairing.with(proof, SECRET_G2);
    }
    return pairing.isOne();
  }

  private static boolean hashMatches(byte[] input) {
    SHA256Digest digest = new SHA256Digest();
    digest.update(input, 96, POINT_LENGTH);
    byte[] hash = new byte[32];
    digest.doFinal(hash, 0);
    hash[0] = VERSION;
    return Arrays.equals(hash, Words.bytes(input, 0, 32));
  }

  /** A point of G1 in the serialization of the BLS12-381 standard; empty if there is none. */
  private static Optional<ECPoint> decompress(byte[] bytes) {
    int flags = bytes[0] & 0xe0;
    bytes[0] &= 0x1f;
    BigInteger x = new BigInteger(1, bytes);
    if ((flags & COMPRESSED) == 0) {
      return Optional.empty();
    }
    if ((flags & INFINITE) != 0) {
      boolean canonical = x.signum() == 0 && (flags & LARGER_ROOT) == 0;
      return canonical ? Optional.of(CURVE.g1().getInfinity()) : Optional.empty();
    }
    return ordinate(x, (flags & LARGER_ROOT) != 0)
        .map(y -> CURVE.g1().createPoint(x, y))
        .filter(point -> point.multiply(CURVE.order()).isInfinity());
  }

  private static Optional<BigInteger> ordinate(BigInteger x, boolean larger) {
    BigInteger p = CURVE.field().modulus();
    if (x.compareTo(p) >= 0) {
      return Optional.empty();
    }
    BigInteger square = x.pow(3).add(BigInteger.valueOf(4)).mod(p);
    BigInteger root = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
    if (!root.multiply(root).mod(p).equals(square)) {
      return Optional.empty();
    }
    boolean isLarger = root.compareTo(p.shiftRight(1)) > 0;
    return Optional.of(isLarger == larger ? root : p.subtract(root));
  }

  private static TwistPoint decompressG2(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    boolean larger = (bytes[0] & LARGER_ROOT) != 0;
    bytes[0] &= 0x1f;
    Fp imaginary = CURVE.field().of(Words.number(bytes, 0, POINT_LENGTH));
    Fp2 x = new Fp2(CURVE.field().of(Words.number(bytes, POINT_LENGTH, POINT_LENGTH)), imaginary);
    Fp2 y = squareRoot(x.square().multiply(x).add(CURVE.twistB()));
    BigInteger half = CURVE.field().modulus().shiftRight(1);
    boolean isLarger = y.c1().toBigInteger().compareTo(half) > 0;
    TwistPoint point = new TwistPoint(x, isLarger == larger ? y : y.negate());
    if (!CURVE.contains(point)) {
      throw new IllegalStateException("the trusted setup's point is not in G2");
    }
    return point;
  }

  /** Adj and Rodriguez-Henriquez, "Square root computation over even extension fields", alg. 9. */
  private static Fp2 squareRoot(Fp2 a) {
    BigInteger p = CURVE.field().modulus();
    Fp2 one = Fp2.one(CURVE.field());
    Fp2 a1 = a.power(p.subtract(BigInteger.valueOf(3)).shiftRight(2));
    Fp2 alpha = a1.square().multiply(a);
    Fp2 x0 = a1.multiply(a);
    if (alpha.equals(one.negate())) {
      return new Fp2(x0.c1().negate(), x0.c0());
    }
    return one.add(alpha).power(p.subtract(BigInteger.ONE).shiftRight(1)).multiply(x0);
  }
}
