package dev.assay.conformance.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.conformance.json.Json;
import dev.assay.conformance.rpc.Endpoint;
import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import dev.assay.node.NodeConfig.Mining;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose disk fills up or may not be written to, as its operator sees it over HTTP. */
class ReadinessTest {
  private static final long DISK = 80L << 20;
  private static final String ACCOUNT = "\"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266\",\"latest\"";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void requireRoot() throws IOException, InterruptedException {
    Optional<SmallDisk> disk = SmallDisk.mount(folder.resolve("trial"), DISK);
    if (disk.isPresent()) {
      disk.get().close();
    } else {
      System.out.println("full disks: not run, a tmpfs cannot be mounted here");
    }
    assumeTrue(disk.isPresent(), "a tmpfs cannot be mounted here");
  }

  private SmallDisk disk() throws IOException, InterruptedException {
    return SmallDisk.mount(folder.resolve("disk"), DISK).orElseThrow();
  }

  private int readyz(URI url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url.resolve("/readyz")).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  @Test
  void aNodeOnAFullDiskIsNotReadyUntilThereIsRoomAndReadsMeanwhile()
      throws IOException, InterruptedException {
    try (SmallDisk disk = disk();
        Node node =
            Node.start(
                NodeConfig.dev()
                    .withPort(0)
                    .withMining(new Mining.Manual())
                    .withDataDir(disk.path().resolve("chain")));
        Endpoint endpoint = new Endpoint(node.rpcUrl())) {
      endpoint.result("anvil_mine", "\"0x5\"");
      assertEquals(200, readyz(node.rpcUrl()));
      for (int i = 0; i < 3; i++) {
        String error = mineUntilRefused(endpoint, disk);
        assertTrue(error.contains("No space left"), error);
        assertEquals(503, readyz(node.rpcUrl()));
        assertIsReadable(endpoint, i);
      }
      String head = endpoint.result("eth_blockNumber", "").text();

      disk.clear();
      endpoint.result("evm_mine", "");
      assertEquals(200, readyz(node.rpcUrl()));
      assertEquals(
          Long.decode(head) + 1, Long.decode(endpoint.result("eth_blockNumber", "").text()));
    }
  }

  /** Something that is known, a block from its table, and an account that nobody asked for. */
  private static void assertIsReadable(Endpoint endpoint, int unknown) {
    assertEquals("0x21e19e0c9bab2400000", endpoint.result("eth_getBalance", ACCOUNT).text());
    String number = "0x%x".formatted(unknown);
    Json block = endpoint.result("eth_getBlockByNumber", "\"" + number + "\",true");
    assertEquals(number, block.get("number").text());
    String address = "\"0x%040x\",\"latest\"".formatted(unknown + 1_000);
    assertEquals("0x0", endpoint.result("eth_getBalance", address).text());
  }

  private static String mineUntilRefused(Endpoint endpoint, SmallDisk disk) throws IOException {
    for (int i = 0; i < 200; i++) {
      // Again and again: the log has room ahead of it, which is given back when it is replaced.
      disk.leave(0);
      Json answer = endpoint.ask("anvil_mine", "\"0x64\"");
      Optional<Json> error = answer.find("error");
      if (error.isPresent()) {
        return error.get().get("message").text();
      }
    }
    return "20,000 blocks were written to a full disk";
  }

  @Test
  void aDirectoryThatMayNotBeWrittenToIsRefusedByName() throws IOException, InterruptedException {
    try (SmallDisk disk = disk()) {
      Path directory = disk.path().resolve("chain");
      MadeUpChain chain = new MadeUpChain(1, 20);
      try (ChainDatabase database = ChainDatabase.open(directory, FaultyWriter.OPTIONS)) {
        chain.append(database);
      }
      assumeTrue(disk.protect());
      DatabaseFailure refused =
          assertThrows(
              DatabaseFailure.class,
              () -> ChainDatabase.open(directory, FaultyWriter.OPTIONS).close());
      assertEquals(DatabaseFailure.Kind.NOT_PERMITTED, refused.kind(), refused::toString);
      assertTrue(String.valueOf(refused.getMessage()).contains(directory.toString()));
    }
  }
}
