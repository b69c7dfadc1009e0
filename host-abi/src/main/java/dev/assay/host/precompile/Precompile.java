package dev.assay.host.precompile;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.jspecify.annotations.Nullable;

/** The table of precompiled contracts: address, source, price in gas, function. */
public enum Precompile {
  ECRECOVER(0x01, "Yellow Paper, appendix E", input -> 3000, EcRecover::run),
  SHA256(0x02, "Yellow Paper, appendix E", perWord(60, 12), Precompile::sha256),
  RIPEMD160(0x03, "Yellow Paper, appendix E", perWord(600, 120), Precompile::ripemd160),
  IDENTITY(0x04, "Yellow Paper, appendix E", perWord(15, 3), input -> Optional.of(input.clone())),
  MODEXP(0x05, "EIP-198, EIP-2565", ModExp::gas, ModExp::run),
  BN254_ADD(0x06, "EIP-196, EIP-1108", input -> 150, Bn254::add),
  BN254_MULTIPLY(0x07, "EIP-196, EIP-1108", input -> 6000, Bn254::multiply),
  BN254_PAIRING(
      0x08, "EIP-197, EIP-1108", input -> 45_000 + 34_000 * Bn254.pairs(input), Bn254::pairing),
  BLAKE2F(0x09, "EIP-152", Blake2F::gas, Blake2F::run),
  POINT_EVALUATION(0x0a, "EIP-4844", input -> 50_000, PointEvaluation::run),
  P256_VERIFY(0x100, "EIP-7951", input -> 6900, Secp256r1::verify);

  private static final Map<Integer, Precompile> BY_ADDRESS = new TreeMap<>();

  static {
    for (Precompile precompile : values()) {
      BY_ADDRESS.put(precompile.address, precompile);
    }
  }

  private final int address;
  private final String source;
  private final ToLongFunction<byte[]> gas;
  private final Function<byte[], Optional<byte[]>> function;

  Precompile(
      int address,
      String source,
      ToLongFunction<byte[]> gas,
      Function<byte[], Optional<byte[]>> function) {
    this.address = address;
    this.source = source;
    this.gas = gas;
    this.function = function;
  }

  /** The precompile at an address of 20 bytes, or null. */
  public static @Nullable Precompile at(byte[] address) {
    for (int i = 0; i < address.length - 2; i++) {
      if (address[i] != 0) {
        return null;
      }
    }
    return BY_ADDRESS.get(((address[18] & 0xff) << 8) | (address[19] & 0xff));
  }

  /** The last two bytes of the address; the others are zero. */
  public int address() {
    return address;
  }

  /** The standard that defines it. */
  public String source() {
    return source;
  }

  /** Gas to be paid before it runs, from the input alone. */
  public long gas(byte[] input) {
    return gas.applyAsLong(input);
  }

  /**
   * The output; empty when the input is refused, which costs all gas given. Pay {@link #gas} first.
   */
  public Optional<byte[]> run(byte[] input) {
    return function.apply(input);
  }

  private static ToLongFunction<byte[]> perWord(long base, long word) {
    return input -> base + word * Words.words(input);
  }

  private static Optional<byte[]> sha256(byte[] input) {
    return Optional.of(digest(new SHA256Digest(), input));
  }

  private static Optional<byte[]> ripemd160(byte[] input) {
    return Optional.of(Words.concat(new byte[12], digest(new RIPEMD160Digest(), input)));
  }

  private static byte[] digest(Digest digest, byte[] input) {
    digest.update(input, 0, input.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return hash;
  }
}
