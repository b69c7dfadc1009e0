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

/** A transaction that bids a maximum fee and a tip above the base fee (EIP-1559). */
public record DynamicFeeTransaction(
    long chain,
    long nonce,
    UInt256 maxPriorityFeePerGas,
    UInt256 maxFeePerGas,
    long gasLimit,
    Optional<Address> to,
    UInt256 value,
    Bytes input,
    List<AccessListEntry> accessList,
    Signature signature)
    implements Transaction {
  /** Copies the access list. */
  public DynamicFeeTransaction {
    accessList = List.copyOf(accessList);
  }

  @Override
  public TransactionType type() {
    return TransactionType.DYNAMIC_FEE;
  }

  @Override
  public OptionalLong chainId() {
    return OptionalLong.of(chain);
  }

  @Override
  public DynamicFeeTransaction withSignature(Signature other) {
    return new DynamicFeeTransaction(
        chain,
        nonce,
        maxPriorityFeePerGas,
        maxFeePerGas,
        gasLimit,
        to,
        value,
        input,
        accessList,
        other);
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
    writer.rawByte(type().code()).startList().number(chain).number(nonce);
    writer.number(maxPriorityFeePerGas).number(maxFeePerGas).number(gasLimit).address(to);
    writer.number(value).bytes(input);
    AccessListEntry.write(accessList, writer);
  }

  static DynamicFeeTransaction read(RlpReader reader) {
    reader.enterList();
    DynamicFeeTransaction transaction =
        new DynamicFeeTransaction(
            reader.uint63(),
            reader.uint64(),
            reader.uint256(),
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
