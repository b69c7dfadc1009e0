package dev.assay.conformance.bench.state;

import dev.assay.conformance.bench.state.Times.Work;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.LegacyTransaction;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.Signature;
import dev.assay.state.rlp.RlpReader;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.Hex;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountRlp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.rlp.RlpDecoder;
import org.web3j.rlp.RlpList;

/**
 * What is decoded by web3j and by us.
 *
 * <p>Of a list web3j makes a tree with a copy of every item; our reader checks that the form is the
 * canonical one and shows where every item lies, which is how a reader of a schema comes to them.
 */
enum RlpWork {
  /** 79 bytes. */
  ACCOUNT(
      AccountRlp.encode(
          new Account(
              7,
              UInt256.of(1_000_000_000).multiply(UInt256.of(100_000_000_000L)),
              Hash.EMPTY_TRIE,
              Hash.EMPTY_CODE))),
  /** 532 bytes: sixteen hashes and no value. */
  BRANCH(branch()),
  LEGACY_TRANSACTION(
      signed(
              new LegacyTransaction(
                  OptionalLong.of(31337),
                  7,
                  UInt256.of(1_000_000_000),
                  21_000,
                  Optional.of(recipient()),
                  UInt256.of(Long.MAX_VALUE),
                  Bytes.EMPTY,
                  Signature.NONE))
          .encode()
          .toArray());

  private static final Bytes TYPED =
      signed(
              new DynamicFeeTransaction(
                  31337,
                  7,
                  UInt256.ONE,
                  UInt256.of(1_000_000_000),
                  21_000,
                  Optional.of(recipient()),
                  UInt256.of(12_345_678),
                  Bytes.EMPTY,
                  List.of(),
                  Signature.NONE))
          .encode();

  private final byte[] encoded;

  RlpWork(byte[] encoded) {
    this.encoded = encoded;
  }

  private static byte[] branch() {
    RlpWriter writer = new RlpWriter(TrieMain.BRANCH_BYTES).startList();
    for (int i = 0; i < 16; i++) {
      writer.hash(Keccak.hash(BigEndian.ofLong(i)));
    }
    return writer.emptyStrings(1).endList().toByteArray();
  }

  private static Address recipient() {
    return Address.ofLast(Keccak.hash(Bytes.EMPTY));
  }

  private static Transaction signed(Transaction transaction) {
    return transaction.withSignature(SecretKey.of(UInt256.of(77)).sign(transaction.signingHash()));
  }

  /** Bytes of the encoding. */
  int size() {
    return encoded.length;
  }

  Work tree() {
    return () -> RlpDecoder.decode(encoded);
  }

  Work places() {
    int items = ((RlpList) RlpDecoder.decode(encoded).getValues().getFirst()).getValues().size();
    int[] places = new int[items + 1];
    show(encoded, places);
    if (places[items] != encoded.length) {
      throw new IllegalStateException(
          "web3j finds " + items + " items: " + Arrays.toString(places));
    }
    return () -> show(encoded, places);
  }

  /** Notes where every item begins, and where the last one ends. */
  private static int[] show(byte[] list, int[] places) {
    RlpReader reader = new RlpReader(list);
    reader.enterList();
    int item = 0;
    while (reader.hasMore()) {
      places[item++] = reader.offset();
      reader.skip();
    }
    reader.leaveList();
    reader.expectEnd();
    places[item] = reader.offset();
    return places;
  }

  static Work peersTransaction() {
    String text = TYPED.toHex();
    return () -> TransactionDecoder.decode(text);
  }

  static Work transaction() {
    String text = TYPED.toHex();
    return () -> Transaction.decode(Bytes.wrap(Hex.decode(text)));
  }
}
