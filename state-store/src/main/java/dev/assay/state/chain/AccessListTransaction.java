package dev.assay.state.chain;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.Signature;
import dev.assay.state.rlp.RlpReader;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A transaction with a single gas price and an access list (EIP-2930). */
public record AccessListTransaction(
    long chain,
    long nonce,
    UInt256 gasPrice,
    long gasLimit,
    Optional<Address> to,
    UInt256 value,
    Bytes input,
    List<AccessListEntry> accessList,
    Signature signature)
    implements Transaction {
  /** Copies the access list. */
  public AccessListTransaction {
    accessList = List.copyOf(accessList);
  }

  @Override
  public TransactionType type() {
    return TransactionType.ACCESS_LIST;
  }

  @Override
  public OptionalLong chainId() {
    return OptionalLong.of(chain);
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
  public AccessListTransaction withSignature(Signature other) {
    return new AccessListTransaction(
        chain, nonce, gasPrice, gasLimit, to, value, input, accessList, other);
  }

  @Override
  public Hash signingHash() {
    RlpWriter writer = new RlpWriter(160 + input.size());
    writeFields(writer);
    writer.endList();
    return Keccak.hash(writer.buffer(), 0, writer.size());
  }

  @Override
  public void encodeTo(RlpWriter writer) {
    writeFields(writer);
    writer.number(signature.yParity()).number(signature.r()).number(signature.s()).endList();
  }

  private void writeFields(RlpWriter writer) {
    writer.rawByte(type().code()).startList().number(chain).number(nonce).number(gasPrice);
    writer.number(gasLimit).address(to).number(value).bytes(input);
    AccessListEntry.write(accessList, writer);
  }

  static AccessListTransaction read(RlpReader reader) {
    reader.enterList();
    AccessListTransaction transaction =
        new AccessListTransaction(
            reader.uint63(),
            reader.uint64(),
            reader.uint256(),
            reader.uint63(),
            reader.optionalAddress(),
            reader.uint256(),
            reader.bytes(),
            AccessListEntry.read(reader),
            EnvelopeSignature.read(reader));
    reader.leaveList();
    reader.expectEnd();
    return transaction;
  }
}
