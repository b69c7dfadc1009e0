package dev.assay.state.chain;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.rlp.RlpReader;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;

/**
 * A block header with the fields of Cancun, in the order of their encoding.
 *
 * @param timestamp seconds since 1970
 * @param extraData free bytes, 32 by convention at most
 * @param nonce eight bytes, zero since proof of stake
 */
public record BlockHeader(
    Hash parentHash,
    Hash ommersHash,
    Address coinbase,
    Hash stateRoot,
    Hash transactionsRoot,
    Hash receiptsRoot,
    LogsBloom logsBloom,
    UInt256 difficulty,
    long number,
    long gasLimit,
    long gasUsed,
    long timestamp,
    Bytes extraData,
    Hash prevRandao,
    long nonce,
    UInt256 baseFeePerGas,
    Hash withdrawalsRoot,
    long blobGasUsed,
    long excessBlobGas,
    Hash parentBeaconBlockRoot) {

  /**
   * The header of an empty block over a state: difficulty 0, no ommers, withdrawals or blobs.
   *
   * @see #sealed
   */
  public static BlockHeader draft(
      Hash parentHash,
      long number,
      long timestamp,
      Address coinbase,
      long gasLimit,
      UInt256 baseFeePerGas,
      Hash prevRandao) {
    return new BlockHeader(
        parentHash,
        Hash.EMPTY_LIST,
        coinbase,
        Hash.EMPTY_TRIE,
        Hash.EMPTY_TRIE,
        Hash.EMPTY_TRIE,
        LogsBloom.EMPTY,
        UInt256.ZERO,
        number,
        gasLimit,
        0,
        timestamp,
        Bytes.EMPTY,
        prevRandao,
        0,
        baseFeePerGas,
        Hash.EMPTY_TRIE,
        0,
        0,
        Hash.ZERO);
  }

  /** This header with what the execution of the block's transactions decided. */
  public BlockHeader sealed(
      Hash newStateRoot,
      Hash newTransactionsRoot,
      Hash newReceiptsRoot,
      LogsBloom newLogsBloom,
      long newGasUsed) {
    return new BlockHeader(
        parentHash,
        ommersHash,
        coinbase,
        newStateRoot,
        newTransactionsRoot,
        newReceiptsRoot,
        newLogsBloom,
        difficulty,
        number,
        gasLimit,
        newGasUsed,
        timestamp,
        extraData,
        prevRandao,
        nonce,
        baseFeePerGas,
        withdrawalsRoot,
        blobGasUsed,
        excessBlobGas,
        parentBeaconBlockRoot);
  }

  /** This header with other extra data. */
  public BlockHeader withExtraData(Bytes newExtraData) {
    return new BlockHeader(
        parentHash,
        ommersHash,
        coinbase,
        stateRoot,
        transactionsRoot,
        receiptsRoot,
        logsBloom,
        difficulty,
        number,
        gasLimit,
        gasUsed,
        timestamp,
        newExtraData,
        prevRandao,
        nonce,
        baseFeePerGas,
        withdrawalsRoot,
        blobGasUsed,
        excessBlobGas,
        parentBeaconBlockRoot);
  }

  /** Identity of the block: the hash of the header's encoding. */
  public Hash hash() {
    RlpWriter writer = new RlpWriter(768);
    write(writer);
    return Keccak.hash(writer.buffer(), 0, writer.size());
  }

  /** Canonical form. */
  public Bytes encode() {
    RlpWriter writer = new RlpWriter(768);
    write(writer);
    return writer.toBytes();
  }

  void write(RlpWriter writer) {
    writer.startList().hash(parentHash).hash(ommersHash).address(coinbase).hash(stateRoot);
    writer.hash(transactionsRoot).hash(receiptsRoot).bytes(logsBloom.bits());
    writer.number(difficulty).number(number).number(gasLimit).number(gasUsed).number(timestamp);
    writer.bytes(extraData).hash(prevRandao).bytes(nonceBytes()).number(baseFeePerGas);
    writer.hash(withdrawalsRoot).number(blobGasUsed).number(excessBlobGas);
    writer.hash(parentBeaconBlockRoot).endList();
  }

  private byte[] nonceBytes() {
    return BigEndian.ofLong(nonce);
  }

  /**
   * The header of a canonical form.
   *
   * @throws RlpError for any other bytes
   */
  public static BlockHeader decode(Bytes encoded) {
    RlpReader reader = new RlpReader(encoded);
    BlockHeader header = read(reader);
    reader.expectEnd();
    return header;
  }

  static BlockHeader read(RlpReader reader) {
    reader.enterList();
    BlockHeader header =
        new BlockHeader(
            reader.hash(),
            reader.hash(),
            reader.address(),
            reader.hash(),
            reader.hash(),
            reader.hash(),
            new LogsBloom(reader.bytesOf(LogsBloom.SIZE)),
            reader.uint256(),
            reader.uint63(),
            reader.uint63(),
            reader.uint63(),
            reader.uint63(),
            reader.bytes(),
            reader.hash(),
            reader.fixedLong(),
            reader.uint256(),
            reader.hash(),
            reader.uint63(),
            reader.uint63(),
            reader.hash());
    reader.leaveList();
    return header;
  }
}
