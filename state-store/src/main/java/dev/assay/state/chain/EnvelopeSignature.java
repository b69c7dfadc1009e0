package dev.assay.state.chain;

import dev.assay.state.crypto.Signature;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.rlp.RlpError.Reason;
import dev.assay.state.rlp.RlpReader;

/** The last three fields of a typed transaction: y parity, r, s. */
final class EnvelopeSignature {
  private EnvelopeSignature() {}

  static Signature read(RlpReader reader) {
    int at = reader.offset();
    long parity = reader.uint64();
    if (parity != 0 && parity != 1) {
      throw new RlpError(
          Reason.INVALID_VALUE, at, "y parity is 0 or 1, found " + Long.toUnsignedString(parity));
    }
    return new Signature((int) parity, reader.uint256(), reader.uint256());
  }
}
