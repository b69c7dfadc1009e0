package dev.assay.state.chain;

import dev.assay.state.rlp.RlpError;
import dev.assay.state.rlp.RlpError.Reason;
import dev.assay.state.rlp.RlpReader;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.List;

/** A header and its transactions; ommers and withdrawals are always empty. */
public record Block(BlockHeader header, List<Transaction> transactions) {
  /** Copies the transactions. */
  public Block {
    transactions = List.copyOf(transactions);
  }

  /** Height. */
  public long number() {
    return header.number();
  }

  /** Identity, the hash of the header. */
  public Hash hash() {
    return header.hash();
  }

  /** Canonical form: header, transactions, ommers, withdrawals. */
  public Bytes encode() {
    RlpWriter writer = new RlpWriter(2048);
    writer.startList();
    header.write(writer);
    writer.startList();
    transactions.forEach(transaction -> transaction.write(writer));
    writer.endList().startList().endList().startList().endList().endList();
    return writer.toBytes();
  }

  /**
   * The block of a canonical form.
   *
   * @throws RlpError for any other bytes, and for ommers or withdrawals
   */
  public static Block decode(Bytes encoded) {
    RlpReader reader = new RlpReader(encoded);
    reader.enterList();
    BlockHeader header = BlockHeader.read(reader);
    List<Transaction> transactions = new ArrayList<>();
    reader.enterList();
    while (reader.hasMore()) {
      transactions.add(Transaction.read(reader));
    }
    reader.leaveList();
    readEmptyList(reader, "ommers");
    readEmptyList(reader, "withdrawals");
    reader.leaveList();
    reader.expectEnd();
    return new Block(header, transactions);
  }

  private static void readEmptyList(RlpReader reader, String name) {
    reader.enterList();
    if (reader.hasMore()) {
      throw reader.error(Reason.INVALID_VALUE, name + " are not supported");
    }
    reader.leaveList();
  }
}
