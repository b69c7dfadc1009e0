package dev.assay.contracts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthCall;

/**
 * Modules made to do harm, sent through JSON-RPC. The first line of each file in {@code
 * src/test/attacks} says what must become of it: {@code refused: WORDS} at its creation, or {@code
 * call: OUTCOME}, where the outcome is {@code ok 0x…}, {@code revert 0x…} or words of the error.
 * {@code build.mjs} there assembles the text; binaries that no assembler writes are in {@code
 * .hex}.
 */
class AttackCorpusTest {
  private static final Path CORPUS = Path.of("src/test/attacks");
  private static final BigInteger GAS = BigInteger.valueOf(500_000);
  private static final Abi NO_ABI = new Abi(List.of(), List.of(), List.of());
  private static LocalChain chain;

  /** The answer of a debug method. */
  public static final class Trace extends Response<Object> {}

  /** One file. */
  record Attack(String name, String expected, byte[] code) {
    static Attack read(Path file) {
      try {
        String name = file.getFileName().toString();
        List<String> lines = Files.readAllLines(file);
        String expected = lines.getFirst().replaceFirst("^(;;|#) ", "");
        byte[] code =
            name.endsWith(".hex")
                ? HexFormat.of().parseHex(digits(lines))
                : Files.readAllBytes(file.resolveSibling(name.replace(".wat", ".wasm")));
        return new Attack(name, expected, code);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String digits(List<String> lines) {
      return String.join("", lines.stream().filter(line -> !line.startsWith("#")).toList())
          .replace(" ", "");
    }

    @Override
    public String toString() {
      return name + " → " + expected;
    }
  }

  static List<Attack> corpus() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(wat|hex)"))
          .sorted()
          .map(Attack::read)
          .toList();
    }
  }

  @BeforeAll
  static void start() {
    chain = LocalChain.start();
  }

  @AfterAll
  static void theNodeStillServes() {
    try (LocalChain survivor = chain) {
      DeployedContract counter = survivor.deploy(Contracts.COUNTER);
      counter.send("increment");
      assertTrue(counter.integer("count").equals(BigInteger.ONE));
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void everyAttackEndsAsItMust(Attack attack) {
    String expected = attack.expected();
    String observed = observe(attack, expected.contains("with 4 bytes") ? "0x01020304" : "0x");
    String words = expected.substring(expected.indexOf(": ") + 2).replace("trap: ", "");
    boolean refusal = expected.startsWith("refused");
    assertTrue(
        observed.startsWith("refused: ") == refusal
            && (words.startsWith("ok ") ? observed.equals(words) : observed.contains(words)),
        () -> "expected " + expected + ", observed " + observed);
  }

  /** callTracer shows the guard at work on a contract that calls itself. */
  @Test
  void theLockIsVisibleInATrace() throws IOException {
    byte[] code = Files.readAllBytes(CORPUS.resolve("calls-itself.wasm"));
    DeployedContract contract = chain.deploy(new CompiledContract("calls-itself", code, NO_ABI));
    Map<String, String> call = Map.of("to", contract.address());
    Map<String, String> options = Map.of("tracer", "callTracer");
    Object trace = chain.ask("debug_traceCall", Trace.class, call, "latest", options).getResult();
    assertTrue(trace.toString().contains("reentry={policy=deny, admitted=false}"), trace::toString);
  }

  private static String observe(Attack attack, String data) {
    DeployedContract contract;
    try {
      contract = chain.deploy(new CompiledContract(attack.name(), attack.code(), NO_ABI));
    } catch (ContractReverted e) {
      return "refused: " + e.getMessage();
    }
    String first = call(contract.address(), data);
    return attack.expected().startsWith("call twice") ? call(contract.address(), data) : first;
  }

  private static String call(String address, String data) {
    String from = chain.account(0).getAddress();
    Transaction call = new Transaction(from, null, null, GAS, address, null, data);
    try {
      EthCall answer = chain.client().ethCall(call, DefaultBlockParameterName.LATEST).send();
      if (!answer.hasError()) {
        return "ok " + answer.getValue();
      }
      return answer.getError().getCode() == 3
          ? "revert " + answer.getError().getData().replace("\"", "")
          : answer.getError().getMessage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
