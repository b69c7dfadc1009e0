package dev.assay.state.db;

import dev.assay.state.rlp.RlpReader;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import java.util.Arrays;

/** Keys and values of the flat tables. */
final class FlatTables {
  private static final byte[] NONE = new byte[0];

  private FlatTables() {}

  /** Account without what most accounts do not have: an empty string stands for it. */
  static byte[] encode(Account account) {
    RlpWriter writer = new RlpWriter(96);
    writer.startList().number(account.nonce()).number(account.balance());
    if (account.hasStorage()) {
      writer.hash(account.storageRoot());
    } else {
      writer.bytes(NONE);
    }
    if (account.hasCode()) {
      writer.hash(account.codeHash());
    } else {
      writer.bytes(NONE);
    }
    return writer.endList().toByteArray();
  }

  static Account decodeAccount(byte[] value) {
    RlpReader reader = new RlpReader(value);
    reader.enterList();
    Account account =
        new Account(
            reader.uint64(),
            reader.uint256(),
            hashOr(reader, Hash.EMPTY_TRIE),
            hashOr(reader, Hash.EMPTY_CODE));
    reader.leaveList();
    reader.expectEnd();
    return account;
  }

  /** Storage root of an encoded account. */
  static Hash storageRoot(byte[] value) {
    RlpReader reader = new RlpReader(value);
    reader.enterList();
    reader.skip();
    reader.skip();
    return hashOr(reader, Hash.EMPTY_TRIE);
  }

  private static Hash hashOr(RlpReader reader, Hash empty) {
    Bytes value = reader.bytes();
    return value.isEmpty() ? empty : Hash.of(value.unsafeArray());
  }

  static byte[] encode(UInt256 word) {
    return word.toMinimalArray();
  }

  static UInt256 decodeWord(byte[] value) {
    return UInt256.of(value);
  }

  static byte[] slotKey(Hash owner, Hash slot) {
    byte[] key = new byte[2 * Hash.SIZE];
    owner.writeTo(key, 0);
    slot.writeTo(key, Hash.SIZE);
    return key;
  }

  static Hash lastHash(byte[] key) {
    return Hash.of(key, key.length - Hash.SIZE);
  }

  static byte[] join(byte[] head, byte[] tail) {
    byte[] joined = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }
}
