package dev.assay.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.LegacyTransaction;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferTest {
  private static final UInt256 GWEI = UInt256.of(1_000_000_000L);
  private static final UInt256 ETHER = UInt256.of(1_000_000_000_000_000_000L);
  private static final Address TO = Address.of(0xdead);

  private Node node;
  private RpcClient client;
  private SecretKey key;

  @BeforeEach
  void start() {
    node = Node.start(NodeConfig.dev().withPort(0));
    client = RpcClient.of(node);
    key = SecretKey.of(UInt256.of(node.accounts().keys().getFirst().secret()));
  }

  @AfterEach
  void stop() {
    client.http().close();
    node.close();
  }

  private static DynamicFeeTransaction transfer(long nonce) {
    return new DynamicFeeTransaction(
        31337,
        nonce,
        GWEI,
        GWEI.multiply(UInt256.of(3)),
        21_000,
        Optional.of(TO),
        ETHER,
        Bytes.EMPTY,
        List.of(),
        Signature.NONE);
  }

  private String send(Transaction signed) {
    return client.ask("eth_sendRawTransaction", "'" + signed.encode().toHex() + "'");
  }

  @Test
  void aTransferIsMinedBeforeItsHashIsAnswered() {
    Transaction signed = transfer(0).signedBy(key);
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"" + signed.hash() + "\"}", send(signed));
    String receipt = client.ask("eth_getTransactionReceipt", "'" + signed.hash() + "'");
    assertTrue(receipt.contains("\"status\":\"0x1\""), receipt);
    assertTrue(receipt.contains("\"gasUsed\":\"0x5208\""), receipt);
    assertEquals("0x1", client.string("eth_blockNumber", ""));
    assertEquals("0xde0b6b3a7640000", client.string("eth_getBalance", "'" + TO + "','latest'"));
    assertEquals("0x0", client.string("eth_getBalance", "'" + TO + "','0x0'"));
    assertEquals("0x1", client.string("eth_getTransactionCount", "'" + key.address() + "'"));
  }

  @Test
  void aGapWaitsForItsPredecessor() {
    Transaction second = transfer(1).signedBy(key);
    assertTrue(send(second).contains(second.hash().toString()));
    assertTrue(client.ask("txpool_status", "").contains("\"queued\":\"0x1\""));
    assertEquals("0x0", client.string("eth_blockNumber", ""));
    send(transfer(0).signedBy(key));
    assertTrue(
        client
            .ask("eth_getTransactionReceipt", "'" + second.hash() + "'")
            .contains("\"status\":\"0x1\""));
    assertTrue(client.ask("txpool_status", "").contains("\"queued\":\"0x0\""));
  }

  @Test
  void legacyTransactionsWorkToo() {
    Transaction signed =
        new LegacyTransaction(
                OptionalLong.of(31337),
                0,
                GWEI.multiply(UInt256.of(2)),
                21_000,
                Optional.of(TO),
                ETHER,
                Bytes.EMPTY,
                Signature.NONE)
            .signedBy(key);
    assertTrue(send(signed).contains(signed.hash().toString()));
    assertTrue(
        client
            .ask("eth_getTransactionByHash", "'" + signed.hash() + "'")
            .contains("\"from\":\"" + key.address() + "\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonce used|nonce too low: next nonce 1, tx nonce 0",
        "wrong chain|invalid chain id for signer: have 1 want 31337",
        "poor|insufficient funds for gas * price + value",
        "gas above block|exceeds block gas limit",
        "gas too low|intrinsic gas too low: gas 20999, minimum needed 21000",
        "tip above fee|max priority fee per gas higher than max fee per gas",
        "fee below base|max fee per gas less than block base fee",
        "bad signature|invalid sender",
        "type 3|blob transactions (type 3, EIP-4844) are not supported",
        "type 4|set-code transactions (type 4, EIP-7702) are not supported",
        "garbage|transaction type not supported",
        "empty|empty transaction",
        "cut|invalid transaction",
      })
  void whatIsWrongIsSaidAndNothingChanges(String what, String error) {
    send(transfer(0).signedBy(key));
    String before = client.ask("eth_getBlockByNumber", "'latest',false");
    String answer = client.ask("eth_sendRawTransaction", "'" + wrong(what).toHex() + "'");
    assertTrue(
        answer.startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32000,"), answer);
    assertTrue(answer.contains(error), answer);
    assertEquals(before, client.ask("eth_getBlockByNumber", "'latest',false"));
  }

  private Bytes wrong(String what) {
    DynamicFeeTransaction right = transfer(1);
    return switch (what) {
      case "nonce used" -> signed(transfer(0));
      case "wrong chain" -> signed(with(right, 1, GWEI, right.maxFeePerGas(), 21_000, ETHER));
      case "poor" ->
          signed(with(right, 31337, GWEI, right.maxFeePerGas(), 21_000, ETHER.multiply(ETHER)));
      case "gas above block" ->
          signed(with(right, 31337, GWEI, right.maxFeePerGas(), 30_000_001, ETHER));
      case "gas too low" -> signed(with(right, 31337, GWEI, right.maxFeePerGas(), 20_999, ETHER));
      case "tip above fee" ->
          signed(with(right, 31337, ETHER, right.maxFeePerGas(), 21_000, ETHER));
      case "fee below base" -> signed(with(right, 31337, UInt256.ONE, UInt256.ONE, 21_000, ETHER));
      case "bad signature" ->
          right.withSignature(new Signature(0, UInt256.ONE, UInt256.MAX)).encode();
      case "type 3" -> Bytes.fromHex("0x03c0");
      case "type 4" -> Bytes.fromHex("0x04c0");
      case "garbage" -> Bytes.fromHex("0x1234");
      case "empty" -> Bytes.EMPTY;
      case "cut" -> signed(right).slice(0, 60);
      default -> throw new IllegalArgumentException(what);
    };
  }

  private Bytes signed(Transaction transaction) {
    return transaction.signedBy(key).encode();
  }

  private static DynamicFeeTransaction with(
      DynamicFeeTransaction like, long chain, UInt256 tip, UInt256 fee, long gas, UInt256 value) {
    return new DynamicFeeTransaction(
        chain,
        like.nonce(),
        tip,
        fee,
        gas,
        like.to(),
        value,
        like.input(),
        like.accessList(),
        Signature.NONE);
  }

  @Test
  void aChainContinuesWhereItStopped(@TempDir Path directory) {
    String before;
    NodeConfig kept = NodeConfig.dev().withPort(0).withDataDir(directory);
    try (Node first = Node.start(kept)) {
      RpcClient one = RpcClient.of(first);
      one.ask("eth_sendRawTransaction", "'" + signed(transfer(0)).toHex() + "'");
      before = one.ask("eth_getBlockByNumber", "'latest',true");
    }
    try (Node second = Node.start(kept)) {
      RpcClient other = RpcClient.of(second);
      assertEquals(before, other.ask("eth_getBlockByNumber", "'latest',true"));
      assertEquals("0x1", other.string("eth_blockNumber", ""));
    }
  }
}
