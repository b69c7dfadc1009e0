package dev.assay.host.precompile;

import dev.assay.state.crypto.SenderRecovery;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.math.BigInteger;
import java.util.Optional;

/** The address whose key signed a hash; unlike a transaction's, the signature may have a high s. */
final class EcRecover {

  private static final BigInteger EVEN = BigInteger.valueOf(27);
  private static final BigInteger ODD = BigInteger.valueOf(28);

  private EcRecover() {}

  /** Input: hash, v (27 or 28), r, s. Output: the address as a word, or nothing. Never fails. */
  static Optional<byte[]> run(byte[] input) {
    BigInteger v = Words.number(input, 32, 32);
    boolean known = v.equals(EVEN) || v.equals(ODD);
    return Optional.of(known ? recover(input, v.subtract(EVEN).intValue()) : new byte[0]);
  }

  private static byte[] recover(byte[] input, int yParity) {
    UInt256 r = UInt256.of(Words.bytes(input, 64, 32));
    UInt256 s = UInt256.of(Words.bytes(input, 96, 32));
    Hash hash = Hash.of(Words.bytes(input, 0, 32));
    return SenderRecovery.recover(hash, new Signature(yParity, r, s))
        .map(EcRecover::word)
        .orElseGet(() -> new byte[0]);
  }

  private static byte[] word(Address address) {
    return Words.concat(new byte[12], address.toBytes().toArray());
  }
}
