package dev.assay.state.crypto;

import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;

/** A point of secp256k1 other than infinity, by its affine coordinates. */
public record PublicKey(UInt256 x, UInt256 y) {
  /** The 64 bytes of x and y. */
  public byte[] toArray() {
    byte[] bytes = new byte[2 * UInt256.SIZE];
    x.writeTo(bytes, 0);
    y.writeTo(bytes, UInt256.SIZE);
    return bytes;
  }

  /** The account of this key: the last 20 bytes of the hash of both coordinates. */
  public Address address() {
    Hash hash = Keccak.hash(toArray());
    return Address.ofLast(hash);
  }
}
