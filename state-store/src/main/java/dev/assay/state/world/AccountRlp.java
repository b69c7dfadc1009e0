package dev.assay.state.world;

import dev.assay.state.rlp.RlpReader;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.UInt256;

/** Encodings of the leaves of state and storage tries (Yellow Paper, section 4.1). */
public final class AccountRlp {
  private AccountRlp() {}

  /** Leaf value of an account. */
  public static byte[] encode(Account account) {
    RlpWriter writer = new RlpWriter(128);
    writer.startList().number(account.nonce()).number(account.balance());
    writer.hash(account.storageRoot()).hash(account.codeHash()).endList();
    return writer.toByteArray();
  }

  /**
   * The account of a leaf value.
   *
   * @throws dev.assay.state.rlp.RlpError for any other bytes
   */
  public static Account decode(byte[] encoded) {
    RlpReader reader = new RlpReader(encoded);
    reader.enterList();
    Account account = new Account(reader.uint64(), reader.uint256(), reader.hash(), reader.hash());
    reader.leaveList();
    reader.expectEnd();
    return account;
  }

  /** Leaf value of a slot that is not zero. */
  public static byte[] encode(UInt256 word) {
    RlpWriter writer = new RlpWriter(40);
    writer.number(word);
    return writer.toByteArray();
  }
}
