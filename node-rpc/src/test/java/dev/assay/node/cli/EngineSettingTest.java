package dev.assay.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.Node;
import dev.assay.node.RpcClient;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.module.ExternalKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code --engine} says reaches a node that runs, wherever it is said. */
class EngineSettingTest {
  private static final String SENDER = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

  @TempDir private Path folder;

  /** What a node counted while it ran. */
  private record Counts(int compiled, int loaded, int unreadable) {}

  /** A node as the command line would start it, in which a contract is made and called. */
  private Counts run(String data, Map<String, String> environment, String... options)
      throws Exception {
    String[] args =
        Stream.concat(
                Stream.of("--port", "0", "--quiet", "--data-dir", folder.resolve(data).toString()),
                Stream.of(options))
            .toArray(String[]::new);
    DevCommand command = new DevCommand();
    new CommandLine(command)
        .setDefaultValueProvider(Settings.of(environment, args))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(args);
    try (Node node = Node.start(command.config(new PrintWriter(new StringWriter())))) {
      RpcClient client = RpcClient.of(node);
      use(client);
      Counts counts = counts(client);
      client.http().close();
      return counts;
    }
  }

  private static void use(RpcClient client) {
    ModuleBuilder module = new ModuleBuilder();
    module.export("memory", ExternalKind.MEMORY, module.memory(1));
    module.exportedFunction("user_entrypoint", "i32 -> i32", code -> code.i32(0));
    String code = HexFormat.of().formatHex(module.build());
    String made =
        client.string(
            "eth_sendTransaction",
            "{'from':'" + SENDER + "','gas':'0x1000000','data':'0x" + code + "'}");
    String receipt = client.ask("eth_getTransactionReceipt", "'" + made + "'");
    assertTrue(receipt.contains("\"status\":\"0x1\""), receipt);
    String contract = receipt.replaceAll(".*\"contractAddress\":\"(0x[0-9a-f]{40})\".*", "$1");
    assertEquals("0x", client.string("eth_call", "{'to':'" + contract + "'},'latest'"));
  }

  private static Counts counts(RpcClient client) throws IOException, InterruptedException {
    URI page = client.url().resolve("/metrics");
    String text =
        client.http().send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    return new Counts(
        count(text, "assay_compiled_total"),
        count(text, "assay_compiled_loaded_total"),
        count(text, "assay_compiled_unreadable_total"));
  }

  private static int count(String page, String metric) {
    List<String> lines = page.lines().filter(line -> line.startsWith(metric + " ")).toList();
    return (int) Double.parseDouble(lines.getFirst().substring(metric.length() + 1));
  }

  @ParameterizedTest
  @CsvSource({"compiler, 1", "both, 1", "interpreter, 0", "auto, 0"})
  void theEngineOfTheEnvironmentOrTheFileRuns(String engine, int compiled) throws Exception {
    Map<String, String> environment = Map.of("ASSAY_ENGINE", engine);
    assertEquals(new Counts(compiled, 0, 0), run("data", environment), "environment");
    Path file = Files.writeString(folder.resolve("node.properties"), "engine=" + engine);
    Counts ofFile = run("other", Map.of(), "--config", file.toString());
    assertEquals(new Counts(compiled, 0, 0), ofFile, "file");
  }

  @Test
  void aNodeThatStartsAgainFindsItsCodeCompiled() throws Exception {
    Map<String, String> environment = Map.of("ASSAY_ENGINE", "compiler");
    assertEquals(new Counts(1, 0, 0), run("data", environment));
    assertEquals(new Counts(0, 1, 0), run("data", environment), "the file is found");
    try (Stream<Path> files = Files.list(folder.resolve("data").resolve("compiled"))) {
      Path only = files.toList().getFirst();
      byte[] bytes = Files.readAllBytes(only);
      bytes[bytes.length / 2] ^= 1;
      Files.write(only, bytes);
    }
    assertEquals(new Counts(1, 0, 1), run("data", environment), "the file is damaged");
    assertEquals(new Counts(0, 1, 0), run("data", environment), "the file has been written again");
  }
}
