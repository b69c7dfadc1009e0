package dev.assay.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.UInt256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client was told survives the sudden death of the process. */
class KillTest {
  private static final int ROUNDS = 10;
  private static final UInt256 GWEI = UInt256.of(1_000_000_000L);

  /** {@code assay dev} as a process of its own. */
  private record DevProcess(Process process, RpcClient client) {
    static DevProcess start(Path directory) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:TieredStopAtLevel=1",
                  // Killed, it leaves behind the native libraries it unpacked.
                  "-Djava.io.tmpdir=" + directory.getParent(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "dev.assay.node.cli.Main",
                  "dev",
                  "--port",
                  "0",
                  "--data-dir",
                  directory.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      BufferedReader out =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      String line = out.readLine();
      while (line != null && !line.startsWith("Listening on ")) {
        line = out.readLine();
      }
      assertTrue(line != null, "assay dev ended before it listened");
      URI url = URI.create("http://" + line.substring("Listening on ".length()));
      Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
      return new DevProcess(process, new RpcClient(url, HttpClient.newHttpClient()));
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
      client.http().close();
    }
  }

  @Test
  void aReceiptOutlivesTheProcess(@TempDir Path directory) throws Exception {
    SecretKey key =
        SecretKey.fromHex("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
    String block = "";
    for (int round = 0; round < ROUNDS; round++) {
      DevProcess dev = DevProcess.start(directory);
      if (round > 0) {
        assertEquals(block, dev.client().ask("eth_getBlockByNumber", "'latest',true"));
      }
      Transaction signed = transfer(round).signedBy(key);
      dev.client().ask("eth_sendRawTransaction", "'" + signed.encode().toHex() + "'");
      String receipt = dev.client().ask("eth_getTransactionReceipt", "'" + signed.hash() + "'");
      assertTrue(receipt.contains("\"status\":\"0x1\""), receipt);
      block = dev.client().ask("eth_getBlockByNumber", "'latest',true");
      dev.kill();
    }
    DevProcess last = DevProcess.start(directory);
    assertEquals(block, last.client().ask("eth_getBlockByNumber", "'latest',true"));
    assertEquals("0x" + Integer.toHexString(ROUNDS), last.client().string("eth_blockNumber", ""));
    last.process().destroy();
    assertTrue(last.process().waitFor(20, java.util.concurrent.TimeUnit.SECONDS));
    try (Node reopened = Node.start(NodeConfig.dev().withPort(0).withDataDir(directory))) {
      assertEquals(ROUNDS, reopened.height());
    }
  }

  private static Transaction transfer(long nonce) {
    return new DynamicFeeTransaction(
        31337,
        nonce,
        GWEI,
        GWEI.multiply(UInt256.of(3)),
        21_000,
        Optional.of(Address.of(0xbeef)),
        UInt256.ONE,
        Bytes.EMPTY,
        List.of(),
        Signature.NONE);
  }
}
