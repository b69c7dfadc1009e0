package dev.assay.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that nobody here wrote, unchanged, each running its tour of the token against a fresh
 * chain: connect, deploy, send, wait, read, list events, decode a custom error.
 */
@ExtendWith(LocalChainExtension.class)
class ClientsTest {
  private static final Path EXAMPLES = Path.of("examples");

  /** As far from contracts/src as the examples are: the scripts find the modules relative to it. */
  private static final Path INSTALLED = Path.of("target");

  @ParameterizedTest
  @ValueSource(strings = {"ethers", "viem", "web3js"})
  void theTour(String client, LocalChain chain) throws IOException {
    String what = "the tour with " + client;
    NodeJs.assumePresent(what);
    Path directory = INSTALLED.resolve(client);
    NodeJs.install(EXAMPLES.resolve(client), directory, what);
    Files.copy(
        EXAMPLES.resolve(client).resolve("tour.mjs"),
        directory.resolve("tour.mjs"),
        StandardCopyOption.REPLACE_EXISTING);

    String output =
        NodeJs.run(directory, "node", "tour.mjs", chain.rpcUrl().toString()).mustSucceed().output();

    String alice = chain.account(0).getAddress();
    String bob = chain.account(1).getAddress();
    List<String> lines =
        output.lines().map(line -> line.toLowerCase(Locale.ROOT).replace(".0", "")).toList();
    assertEquals("chain 31337, block 0", lines.getFirst(), output);
    assertTrue(lines.contains(alice + " holds 750 exa"), output);
    assertTrue(lines.contains(bob + " holds 250 exa"), output);
    assertTrue(lines.contains("block 4: %s -> %s 250".formatted(alice, bob)), output);
    assertEquals(
        "refused: erc20insufficientbalance(%s, %s, %s)".formatted(bob, ether(250), ether(251)),
        lines.getLast(),
        output);
  }

  private static BigInteger ether(long whole) {
    return BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(whole));
  }
}
