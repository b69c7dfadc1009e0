package dev.assay.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.NodeConfig.StateFiles;
import dev.assay.state.db.DatabaseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chain written to a file or an answer, and begun again from it. */
class StateDumpTest {
  private static final String FIRST = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
  private static final String OTHER = "0x00000000000000000000000000000000000000aa";
  private static final String SLOT =
      "'0x0000000000000000000000000000000000000000000000000000000000000007'";
  private static final String WORD =
      "0x00000000000000000000000000000000000000000000000000000000000000ff";

  @TempDir private Path folder;

  private static NodeConfig files(Optional<Path> load, Optional<Path> save) {
    return NodeConfig.dev().withPort(0).withState(new StateFiles(load, save, Optional.empty()));
  }

  private static String pay(RpcClient client, String wei) {
    return client.string(
        "eth_sendTransaction",
        "{'from':'" + FIRST + "','to':'" + OTHER + "','value':'" + wei + "'}");
  }

  private static void edit(RpcClient client) {
    client.ask("anvil_setCode", "'" + OTHER + "','0x0102'");
    client.ask("anvil_setStorageAt", "'" + OTHER + "'," + SLOT + ",'" + WORD + "'");
    client.ask("anvil_setNonce", "'" + OTHER + "','0x9'");
  }

  private static void assertEdited(RpcClient client) {
    assertEquals("0x0102", client.string("eth_getCode", "'" + OTHER + "'"));
    assertEquals(WORD, client.string("eth_getStorageAt", "'" + OTHER + "'," + SLOT));
    assertEquals("0x9", client.string("eth_getTransactionCount", "'" + OTHER + "'"));
    assertEquals("0x5", client.string("eth_getBalance", "'" + OTHER + "'"));
  }

  @Test
  void aChainGoesOnFromItsFile() {
    Path file = folder.resolve("state.json");
    String block;
    String receipt;
    String payment;
    try (Node node = Node.start(files(Optional.empty(), Optional.of(file)))) {
      RpcClient client = RpcClient.of(node);
      payment = pay(client, "0x5");
      client.ask("evm_increaseTime", "1000000");
      client.ask("evm_mine", "");
      block = client.ask("eth_getBlockByNumber", "'latest',true");
      receipt = client.ask("eth_getTransactionReceipt", "'" + payment + "'");
      edit(client);
    }
    try (Node node = Node.start(files(Optional.of(file), Optional.empty()))) {
      RpcClient client = RpcClient.of(node);
      assertEquals("0x2", client.string("eth_blockNumber", ""));
      assertEquals(block, client.ask("eth_getBlockByNumber", "'latest',true"));
      assertEquals(receipt, client.ask("eth_getTransactionReceipt", "'" + payment + "'"));
      assertEdited(client);
      assertTrue(client.ask("eth_getBalance", "'" + OTHER + "','0x1'").contains("-32001"));
      client.ask("eth_sendTransaction", "{'from':'" + FIRST + "','to':'" + FIRST + "'}");
      assertEquals("0x3", client.string("eth_blockNumber", ""));
      assertEquals("0x2", client.string("eth_getTransactionCount", "'" + FIRST + "'"));
      assertEdited(client);
      long before = timestamp(client, "0x2");
      assertTrue(timestamp(client, "0x3") >= before, "time does not go back");
    }
  }

  private static long timestamp(RpcClient client, String block) {
    String answer = client.ask("eth_getBlockByNumber", "'" + block + "',false");
    return Long.decode(answer.replaceAll(".*\"timestamp\":\"(0x[0-9a-f]+)\".*", "$1"));
  }

  @Test
  void aDumpMovesAccountsToAnotherChain() {
    String dump;
    try (Node node = Node.start(NodeConfig.dev().withPort(0))) {
      RpcClient client = RpcClient.of(node);
      pay(client, "0x5");
      edit(client);
      dump = client.string("anvil_dumpState", "");
    }
    try (Node node = Node.start(NodeConfig.dev().withPort(0))) {
      RpcClient client = RpcClient.of(node);
      client.ask("anvil_setStorageAt", "'" + OTHER + "','0x1','" + WORD + "'");
      assertEquals("true", result(client.ask("hardhat_loadState", "'" + dump + "'")));
      assertEdited(client);
      assertTrue(client.string("eth_getStorageAt", "'" + OTHER + "','0x1'").endsWith("00"));
      assertEquals("0x0", client.string("eth_blockNumber", ""));
      client.ask("evm_mine", "");
      assertEdited(client);
      assertEquals("0x1", client.string("eth_getTransactionCount", "'" + FIRST + "'"));
    }
  }

  private static String result(String answer) {
    return answer.replaceAll(".*\"result\":(.*)}", "$1");
  }

  /** As anvil 1.7.1 writes it, its blocks left out. */
  @Test
  void aFileOfAnvilsGivesItsAccounts() throws IOException {
    Path file = folder.resolve("anvil.json");
    Files.writeString(
        file,
        """
        {"block":{"number":"0x2","beneficiary":"0x0000000000000000000000000000000000000000",
        "timestamp":"0x7b017bc8","gas_limit":30000000,"basefee":875175000,"difficulty":"0x0"},
        "accounts":{"%s":{"nonce":9,"balance":"0x5","code":"0x0102","storage":{%s:"%s"}}},
        "best_block_number":2,"blocks":[],"transactions":[],"historical_states":null}
        """
            .formatted(OTHER, SLOT.replace('\'', '"'), WORD));
    try (Node node = Node.start(files(Optional.of(file), Optional.empty()))) {
      RpcClient client = RpcClient.of(node);
      assertEdited(client);
      client.ask("evm_mine", "");
      assertTrue(timestamp(client, "0x1") >= 0x7b017bc8L);
      assertEdited(client);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"accounts\":5}",
        "{\"accounts\":{\"0x12\":{}}}",
        "{\"accounts\":{},\"assay\":{\"blocks\":[],\"committed\":{}}}",
        "{\"accounts\":{},\"assay\":{\"blocks\":[{\"block\":\"0x00\",\"receipts\":[]}]}}"
      })
  void whatIsNoDumpIsRefused(String text) throws IOException {
    Path file = folder.resolve("bad.json");
    Files.writeString(file, text);
    assertThrows(
        NodeStartException.class,
        () -> Node.start(files(Optional.of(file), Optional.empty())).close());
  }

  @Test
  void aDumpWhoseStateIsNotItsBlocksIsRefused() throws IOException {
    Path file = folder.resolve("state.json");
    try (Node node = Node.start(files(Optional.empty(), Optional.of(file)))) {
      pay(RpcClient.of(node), "0x5");
    }
    Files.writeString(
        file, Files.readString(file).replace("\"balance\":\"0x5\"", "\"balance\":\"0x6\""));
    NodeStartException refusal =
        assertThrows(
            NodeStartException.class,
            () -> Node.start(files(Optional.of(file), Optional.empty())).close());
    assertTrue(String.valueOf(refusal.getMessage()).contains("state root"), refusal.getMessage());
  }

  @Test
  void aChainWithoutNamesSaysSo() {
    NodeConfig nameless = NodeConfig.dev().withPort(0).withStore(DatabaseOptions.DEFAULT);
    try (Node node = Node.start(nameless)) {
      String answer = RpcClient.of(node).ask("anvil_dumpState", "");
      assertTrue(answer.contains("nobody kept what it is the hash of"), answer);
    }
  }
}
