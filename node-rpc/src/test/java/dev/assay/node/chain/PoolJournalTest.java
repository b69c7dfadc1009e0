package dev.assay.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import dev.assay.node.NodeConfig.Mining;
import dev.assay.node.RpcClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits is there again after a restart. */
class PoolJournalTest {
  private static final String FIRST = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
  private static final String STRANGER = "0x00000000000000000000000000000000000000aa";

  @TempDir private Path directory;

  private Node start() {
    return Node.start(
        NodeConfig.dev().withPort(0).withDataDir(directory).withMining(new Mining.Manual()));
  }

  private static String pay(RpcClient client, String from, long nonce) {
    return client.string(
        "eth_sendTransaction",
        "{'from':'%s','to':'%s','value':'0x1','nonce':'0x%x'}".formatted(from, STRANGER, nonce));
  }

  private static String status(RpcClient client) {
    return client.ask("txpool_status", "").replaceAll(".*\"result\":", "");
  }

  private Path journal() {
    return directory.resolve("transactions.journal");
  }

  @Test
  void whatWaitsIsThereAfterARestartAndIsMinedAsBefore() {
    String second;
    String queued;
    try (Node node = start()) {
      RpcClient client = RpcClient.of(node);
      client.ask("hardhat_setBalance", "'" + STRANGER + "','0xde0b6b3a7640000'");
      client.ask("hardhat_impersonateAccount", "'" + STRANGER + "'");
      pay(client, FIRST, 0);
      client.ask("evm_mine", "");
      second = pay(client, FIRST, 1);
      pay(client, STRANGER, 0);
      queued = pay(client, FIRST, 7);
      assertEquals("{\"pending\":\"0x2\",\"queued\":\"0x1\"}}", status(client));
      client.http().close();
    }
    try (Node node = start()) {
      RpcClient client = RpcClient.of(node);
      assertEquals(
          "{\"pending\":\"0x2\",\"queued\":\"0x1\"}}", status(client), "not the mined one");
      client.ask("evm_mine", "");
      assertTrue(client.ask("eth_getTransactionReceipt", "'" + second + "'").contains("\"0x1\""));
      client.http().close();
    }
    try (Node node = start()) {
      RpcClient client = RpcClient.of(node);
      assertEquals("{\"pending\":\"0x0\",\"queued\":\"0x1\"}}", status(client));
      assertTrue(client.ask("eth_getTransactionByHash", "'" + queued + "'").contains(queued));
      client.http().close();
    }
  }

  @Test
  void aTornOrDamagedRecordEndsTheJournal() throws IOException {
    try (Node node = start()) {
      RpcClient client = RpcClient.of(node);
      pay(client, FIRST, 0);
      pay(client, FIRST, 1);
      pay(client, FIRST, 2);
      client.http().close();
    }
    byte[] whole = Files.readAllBytes(journal());
    Files.write(journal(), Arrays.copyOf(whole, whole.length - 1));
    assertWaiting("0x2");
    byte[] damaged = Files.readAllBytes(journal());
    damaged[damaged.length - 5] ^= 1;
    Files.write(journal(), damaged);
    assertWaiting("0x1");
    Files.write(journal(), new byte[] {0, 0, 0});
    assertWaiting("0x0");
  }

  private void assertWaiting(String pending) {
    try (Node node = start()) {
      RpcClient client = RpcClient.of(node);
      assertEquals("{\"pending\":\"" + pending + "\",\"queued\":\"0x0\"}}", status(client));
      client.http().close();
    }
  }

  @Test
  void aJournalOfMinedTransactionsIsWrittenAnew() throws IOException {
    String data = "0x" + "ab".repeat(20_000);
    try (Node node = start()) {
      RpcClient client = RpcClient.of(node);
      for (long sent = 0; sent * 20_000 < PoolJournal.REWRITE_BYTES; sent++) {
        client.string(
            "eth_sendTransaction",
            "{'from':'%s','to':'%s','data':'%s','gas':'0xf4240'}".formatted(FIRST, STRANGER, data));
        client.ask("evm_mine", "");
      }
      client.http().close();
    }
    assertTrue(Files.size(journal()) < 100_000, () -> "journal of mined transactions");
  }
}
