package dev.assay.contracts.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.contracts.Contracts;
import dev.assay.contracts.LocalChain;
import dev.assay.node.cli.InspectCommand;
import dev.assay.node.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.protocol.core.DefaultBlockParameterName;

/** {@code assay deploy}, {@code send} and {@code call} against a chain. */
class ContractCommandsTest {
  private static final String OTHER_KEY =
      "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";

  @TempDir private static Path folder;
  private static LocalChain chain;
  private static Path token;

  private record Ran(int code, String out, String err) {
    String line(String label) {
      return out.lines()
          .filter(line -> line.startsWith(label))
          .map(line -> line.substring(label.length()).strip())
          .findFirst()
          .orElseThrow(() -> new AssertionError(label + " not in " + out + err));
    }
  }

  @BeforeAll
  static void start() throws IOException {
    chain = LocalChain.start();
    token = Files.write(folder.resolve("token.wasm"), Contracts.ERC20.load().wasm());
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  private static Ran run(String... args) {
    List<String> line = new ArrayList<>(List.of(args));
    if (!args[0].equals("inspect")) {
      line.addAll(List.of("--rpc", chain.rpcUrl().toString()));
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            List.of(
                new DeployCommand(), new CallCommand(), new SendCommand(), new InspectCommand()),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            line.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  private static String deployed(String... options) {
    List<String> args = new ArrayList<>(List.of("deploy", token.toString()));
    args.addAll(List.of(options));
    return run(args.toArray(String[]::new)).line("contract");
  }

  @Test
  void aTokenIsDeployedUsedAndAsked() {
    String address = deployed();
    String owner = chain.account(0).getAddress();
    String other = chain.account(1).getAddress();
    Ran made =
        run("send", address, "initialize(string,string,address)", "Example Token", "EXA", owner);
    assertEquals(0, made.code(), made.err());
    assertEquals(0, run("send", address, "mint(address,uint)", owner, "1_000").code());
    Ran sent = run("send", address, "transfer(address,uint256)", other, "0xfa");
    assertEquals(0, sent.code(), sent.err());
    assertTrue(sent.line("log").startsWith(address), sent.out());
    assertEquals("250\n", run("call", address, "balanceOf(address)(uint256)", other).out());
    assertEquals("EXA\n", run("call", address, "symbol()(string)").out());
    String raw = run("call", address, "totalSupply()").out().strip();
    assertEquals(BigInteger.valueOf(1_000), new BigInteger(raw.substring(2), 16));
    assertEquals(raw, run("call", address, "0x18160ddd").out().strip());
  }

  @Test
  void aKeySignsForItself() {
    String address = deployed("--private-key", OTHER_KEY);
    String owner = chain.account(1).getAddress();
    run("send", address, "initialize(string,string,address)", "T", "T", owner);
    assertEquals(
        0,
        run("send", address, "mint(address,uint256)", owner, "7", "--private-key", OTHER_KEY)
            .code());
    Ran refused =
        run("send", address, "transfer(address,uint256)", chain.account(2).getAddress(), "8");
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("transfer(address,uint256)"), refused.err());
  }

  @Test
  void etherIsSentInItsUnits() {
    String poor = "0x00000000000000000000000000000000000000aa";
    assertEquals(0, run("send", poor, "--value", "1.5ether").code());
    assertEquals(new BigInteger("1500000000000000000"), chain.balance(poor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny", "allow-self", "allow-view", "allow"})
  void thePolicyIsWrittenIntoTheModule(String policy) throws IOException {
    String address = deployed("--reentrancy", policy);
    String code =
        chain.ask(chain.client().ethGetCode(address, DefaultBlockParameterName.LATEST)).getCode();
    byte[] expected =
        DeployCommand.withSection(
            Files.readAllBytes(token), "assay.policy", policy.getBytes(StandardCharsets.US_ASCII));
    assertArrayEquals(expected, HexFormat.of().parseHex(code.substring(2)));
    Path written = Files.write(folder.resolve("with-policy.wasm"), expected);
    assertTrue(run("inspect", written.toString()).out().contains("re-entrance: " + policy + "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deploy|{token} --reentrancy maybe|2|--reentrancy is deny",
        "deploy|{token} --value 1pound|2|the units are wei, gwei and ether",
        "deploy|{token} --value 0.5wei|2|not an amount",
        "deploy|nowhere.wasm|3|no such file",
        "call|0x00000000000000000000000000000000000000aa f(uint256)|2|takes 1 arguments, 0 given",
        "call|0x00000000000000000000000000000000000000aa f(uint256) x|2|not a number: x",
        "call|0x00000000000000000000000000000000000000aa f(bool) x|2|neither true nor false",
        "call|0x00000000000000000000000000000000000000aa f(bytes) xx|2|not hexadecimal",
        "call|0x00000000000000000000000000000000000000aa f(uint256[]) 1|2|not a list",
        "call|0x00000000000000000000000000000000000000aa f(|2|not a function",
        "call|0x00000000000000000000000000000000000000aa f()x|2|not result types",
        "send|0x00000000000000000000000000000000000000aa --from 0x00000000000000000000000000000000000000ab"
            + "|1|unknown account",
      })
  void whatIsWrongIsSaid(String command, String arguments, int code, String why) {
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(List.of(arguments.replace("{token}", token.toString()).split(" ")));
    Ran ran = run(line.toArray(String[]::new));
    assertEquals(code, ran.code(), ran.err());
    assertTrue(ran.err().contains(why), ran.err());
  }

  @Test
  void argumentsOfEveryKindAreEncoded() {
    assertEquals(
        "0x",
        run(
                "call",
                "0x00000000000000000000000000000000000000aa",
                "f(bytes,bytes4,int8,bool,uint256[],address[2])",
                "0x0102",
                "0x01020304",
                "-5",
                "true",
                "[1,2,3]",
                "[0x00000000000000000000000000000000000000aa,"
                    + "0x00000000000000000000000000000000000000ab]")
            .out()
            .strip());
  }
}
