package dev.assay.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.cli.Main;
import dev.assay.node.cli.ProfileCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** {@code assay profile} of a token's transfer, asked of a node over HTTP. */
class ProfileCommandTest {
  private static LocalChain chain;
  private static TransactionReceipt transfer;

  @TempDir private Path folder;

  private record Ran(int code, String out, String err) {}

  @BeforeAll
  static void send() {
    chain = LocalChain.start();
    DeployedContract token = chain.deploy(Contracts.ERC20);
    String owner = chain.account(0).getAddress();
    token.send("initialize", "Example Token", "EXA", owner);
    token.send("mint", owner, BigInteger.valueOf(1_000));
    transfer = token.send("transfer", chain.account(1).getAddress(), BigInteger.TEN);
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            List.of(new ProfileCommand()),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            args);
    return new Ran(code, out.toString(), err.toString());
  }

  @Test
  void theTotalIsTheGasUsedToTheLastInk() throws IOException {
    Path page = folder.resolve("transfer.html");
    Path folded = folder.resolve("transfer.folded");
    Ran ran =
        run(
            "profile",
            transfer.getTransactionHash(),
            "--rpc",
            chain.rpcUrl().toString(),
            "--out",
            page.toString(),
            "--out",
            folded.toString());
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains(transfer.getGasUsed() + " gas used"), ran.out());
    assertTrue(ran.out().contains("storage_flush_cache"), ran.out());
    long ink =
        Files.readAllLines(folded).stream()
            .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
    assertEquals(transfer.getGasUsed().longValueExact() * 10_000, ink);
    assertTrue(Files.readString(page).contains("user_entrypoint"));
    String keep = System.getProperty("assay.flame");
    if (keep != null) {
      Files.copy(page, Path.of(keep), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void whatCannotBeAnsweredSaysWhy() {
    String url = chain.rpcUrl().toString();
    String unknown = "0x" + "11".repeat(32);
    assertEquals(1, run("profile", unknown, "--rpc", url).code());
    assertTrue(run("profile", unknown, "--rpc", url).err().contains("no mined transaction"));
    assertEquals(2, run("profile", "0x12", "--rpc", url).code());
    Ran deaf = run("profile", unknown, "--rpc", "http://127.0.0.1:1/");
    assertEquals(3, deaf.code());
    assertTrue(deaf.err().contains("no node answers"), deaf.err());
  }
}
