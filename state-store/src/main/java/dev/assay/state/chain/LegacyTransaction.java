package dev.assay.state.chain;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.Signature;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.rlp.RlpError.Reason;
import dev.assay.state.rlp.RlpReader;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The original form; with a chain id it is protected against replay (EIP-155). */
public record LegacyTransaction(
    OptionalLong chainId,
    long nonce,
    UInt256 gasPrice,
    long gasLimit,
    Optional<Address> to,
    UInt256 value,
    Bytes input,
    Signature signature)
    implements Transaction {

  /** The largest chain id whose v fits in 63 bits (EIP-2294). */
  static final long MAX_CHAIN_ID = (Long.MAX_VALUE - 36) / 2;

  @Override
  public TransactionType type() {
    return TransactionType.LEGACY;
  }

  @Override
  public UInt256 maxFeePerGas() {
    return gasPrice;
  }

  @Override
  public UInt256 maxPriorityFeePerGas() {
    return gasPrice;
  }

  @Override
  public List<AccessListEntry> accessList() {
    return List.of();
  }

  /** The signature's third number as encoded: 27 or 28, from 35 with a chain id. */
  public long v() {
    return signature.yParity() + (chainId.isPresent() ? 35 + 2 * chainId.getAsLong() : 27);
  }

  @Override
  public LegacyTransaction withSignature(Signature other) {
    return new LegacyTransaction(chainId, nonce, gasPrice, gasLimit, to, value, input, other);
  }

  @Override
  public Hash signingHash() {
    RlpWriter writer = new RlpWriter(128 + input.size());
    writeFields(writer);
    if (chainId.isPresent()) {
      writer.number(chainId.getAsLong()).number(0).number(0);
    }
    writer.endList();
    return Keccak.hash(writer.buffer(), 0, writer.size());
  }

  @Override
  public void encodeTo(RlpWriter writer) {
    writeFields(writer);
    writer.number(v()).number(signature.r()).number(signature.s()).endList();
  }

  private void writeFields(RlpWriter writer) {
    writer.startList().number(nonce).number(gasPrice).number(gasLimit).address(to);
    writer.number(value).bytes(input);
  }

  static LegacyTransaction read(RlpReader reader) {
    reader.enterList();
    long nonce = reader.uint64();
    UInt256 gasPrice = reader.uint256();
    long gasLimit = reader.uint63();
    Optional<Address> to = reader.optionalAddress();
    UInt256 value = reader.uint256();
    Bytes input = reader.bytes();
    long v = readV(reader);
    int parity = (int) (v < 35 ? v - 27 : (v - 35) & 1);
    OptionalLong chainId = v < 35 ? OptionalLong.empty() : OptionalLong.of((v - 35) >>> 1);
    Signature signature = new Signature(parity, reader.uint256(), reader.uint256());
    reader.leaveList();
    reader.expectEnd();
    return new LegacyTransaction(chainId, nonce, gasPrice, gasLimit, to, value, input, signature);
  }

  private static long readV(RlpReader reader) {
    int at = reader.offset();
    long v = reader.uint63();
    if (v != 27 && v != 28 && v < 35) {
      throw new RlpError(Reason.INVALID_VALUE, at, "v is 27, 28 or at least 35, found " + v);
    }
    return v;
  }
}
