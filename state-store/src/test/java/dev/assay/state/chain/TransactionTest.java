package dev.assay.state.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.Signature;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.rlp.RlpError.Reason;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TransactionTest {
  private static final SecretKey KEY = SecretKey.fromHex("46".repeat(32));
  private static final Address TO = Address.fromHex("35".repeat(20));

  private static LegacyTransaction eip155Example() {
    return new LegacyTransaction(
        OptionalLong.of(1),
        9,
        UInt256.of(20_000_000_000L),
        21_000,
        Optional.of(TO),
        UInt256.fromDecimal("1000000000000000000"),
        Bytes.EMPTY,
        Signature.NONE);
  }

  /** The worked example of EIP-155. */
  @Test
  void theExampleOfEip155() {
    LegacyTransaction transaction = eip155Example();
    assertEquals(
        Hash.fromHex("daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53"),
        transaction.signingHash());
    Transaction signed = transaction.signedBy(KEY);
    assertEquals(
        Bytes.fromHex(
            "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a764"
                + "00008025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cb"
                + "e9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83"),
        signed.encode());
    assertEquals(Optional.of(KEY.address()), signed.sender());
    assertEquals(signed, Transaction.decode(signed.encode()));
  }

  private static List<Transaction> oneOfEach() {
    List<AccessListEntry> accessList =
        List.of(new AccessListEntry(TO, List.of(Hash.ZERO, Hash.EMPTY_CODE)));
    Bytes input = Bytes.of(new byte[100]);
    return List.of(
        eip155Example(),
        new LegacyTransaction(
            OptionalLong.empty(),
            -2,
            UInt256.ONE,
            Long.MAX_VALUE,
            Optional.empty(),
            UInt256.ZERO,
            input,
            Signature.NONE),
        new AccessListTransaction(
            31337,
            0,
            UInt256.MAX,
            0,
            Optional.of(TO),
            UInt256.MAX,
            input,
            accessList,
            Signature.NONE),
        new DynamicFeeTransaction(
            31337,
            1,
            UInt256.of(2),
            UInt256.of(3),
            4,
            Optional.empty(),
            UInt256.of(5),
            input,
            accessList,
            Signature.NONE));
  }

  @Test
  void everyTypeIsReadBackAndRecovered() {
    SenderCache cache = new SenderCache(2);
    for (Transaction transaction : oneOfEach()) {
      assertEquals(Optional.empty(), transaction.sender());
      Transaction signed = transaction.signedBy(KEY);
      assertEquals(signed, Transaction.decode(signed.encode()));
      assertEquals(Optional.of(KEY.address()), signed.sender());
      assertEquals(signed.sender(), cache.sender(signed));
      assertEquals(signed.sender(), cache.sender(signed));
      assertEquals(transaction.signingHash(), signed.signingHash());
      assertEquals(transaction, signed.withSignature(Signature.NONE));
      assertEquals(Keccak.hash(signed.encode()), signed.hash());
    }
  }

  @Test
  void upperHalfSignaturesHaveNoSender() {
    Transaction signed = eip155Example().signedBy(KEY);
    Signature low = signed.signature();
    Signature high =
        new Signature(1 - low.yParity(), low.r(), Signature.CURVE_ORDER.subtract(low.s()));
    assertEquals(Optional.empty(), signed.withSignature(high).sender());
  }

  @Test
  void otherTypesAreRefusedByName() {
    assertTrue(refused(3).contains("blob transactions (type 3, EIP-4844)"));
    assertTrue(refused(4).contains("set-code transactions (type 4, EIP-7702)"));
    assertTrue(refused(0x7f).contains("transaction type 127"));
    assertTrue(refused(0).contains("transaction type 0"));
  }

  private static String refused(int type) {
    RlpError error =
        assertThrows(RlpError.class, () -> Transaction.decode(Bytes.of((byte) type, (byte) 0xC0)));
    assertEquals(Reason.INVALID_VALUE, error.reason());
    return String.valueOf(error.getMessage());
  }

  @Test
  void everyTruncationAndExtensionIsRefused() {
    for (Transaction transaction : oneOfEach()) {
      Bytes encoded = transaction.signedBy(KEY).encode();
      for (int length = 0; length < encoded.size(); length++) {
        Bytes shorter = encoded.slice(0, length);
        assertThrows(RlpError.class, () -> Transaction.decode(shorter));
      }
      byte[] longer = new byte[encoded.size() + 1];
      encoded.copyTo(0, longer, 0, encoded.size());
      assertThrows(RlpError.class, () -> Transaction.decode(Bytes.wrap(longer)));
    }
  }

  @Test
  void effectivePriceIsCappedByTheMaximum() {
    Transaction transaction = oneOfEach().get(3);
    assertEquals(UInt256.of(2), transaction.effectiveGasPrice(UInt256.ZERO));
    assertEquals(UInt256.of(3), transaction.effectiveGasPrice(UInt256.ONE));
    assertEquals(UInt256.of(3), transaction.effectiveGasPrice(UInt256.of(3)));
  }

  @Test
  void blocksAndReceiptsAreReadBack() {
    List<Transaction> transactions =
        oneOfEach().stream().map(transaction -> transaction.signedBy(KEY)).toList();
    Log log = new Log(TO, List.of(Hash.EMPTY_CODE, Hash.ZERO), Bytes.of((byte) 1));
    List<Receipt> receipts =
        List.of(
            Receipt.of(TransactionType.LEGACY, true, 1, List.of(log)),
            Receipt.of(TransactionType.ACCESS_LIST, false, 2, List.of()),
            Receipt.of(TransactionType.DYNAMIC_FEE, true, 3, List.of(log, log)));
    for (Receipt receipt : receipts) {
      assertEquals(receipt, Receipt.decode(receipt.encode()));
    }
    LogsBloom bloom = BlockRoots.bloom(receipts);
    assertTrue(bloom.mayContain(TO));
    assertTrue(bloom.mayContain(Hash.EMPTY_CODE));
    assertFalse(bloom.mayContain(Address.ZERO));
    BlockHeader header =
        BlockHeader.draft(Hash.ZERO, 5, 6, TO, 7, UInt256.of(8), Hash.EMPTY_CODE)
            .sealed(
                Hash.EMPTY_TRIE,
                BlockRoots.transactions(transactions),
                BlockRoots.receipts(receipts),
                bloom,
                3);
    Block block = new Block(header, transactions);
    assertEquals(block, Block.decode(block.encode()));
    assertEquals(header, BlockHeader.decode(header.encode()));
    assertEquals(Hash.EMPTY_TRIE, BlockRoots.transactions(List.of()));
  }
}
