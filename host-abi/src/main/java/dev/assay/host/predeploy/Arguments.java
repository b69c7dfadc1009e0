package dev.assay.host.predeploy;

import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.Optional;

/** The arguments of a call in Solidity's ABI. What lies beyond the calldata reads as zero. */
record Arguments(Bytes calldata) {
  /** The selector; empty when the calldata is shorter than one. */
  Optional<Integer> selector() {
    return calldata.size() < Selector.BYTES
        ? Optional.empty()
        : Optional.of(BigEndian.getInt(calldata.unsafeArray(), 0));
  }

  /** The word at a position. */
  UInt256 word(int position) {
    return wordAt(Selector.BYTES + (long) UInt256.SIZE * position);
  }

  private UInt256 wordAt(long offset) {
    byte[] word = new byte[UInt256.SIZE];
    int from = (int) Math.min(offset, calldata.size());
    int length = Math.min(UInt256.SIZE, calldata.size() - from);
    calldata.copyTo(from, word, 0, length);
    return UInt256.of(word, 0);
  }

  /** The address at a position. */
  Address address(int position) {
    return word(position).toAddress();
  }

  /** The hash at a position. */
  Hash hash(int position) {
    return word(position).toHash();
  }

  /** The byte string that the word at a position leads to; empty when it does not fit. */
  Optional<Bytes> bytes(int position) {
    long start = word(position).toLongSaturated();
    if (start > calldata.size() - (Selector.BYTES + UInt256.SIZE)) {
      return Optional.empty();
    }
    long length = wordAt(Selector.BYTES + start).toLongSaturated();
    long from = Selector.BYTES + start + UInt256.SIZE;
    return length > calldata.size() - from
        ? Optional.empty()
        : Optional.of(calldata.slice((int) from, (int) (from + length)));
  }
}
