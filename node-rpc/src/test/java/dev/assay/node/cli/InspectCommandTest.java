package dev.assay.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  /** {@code (module (memory (export "memory") 1) (func (export "functi")))}. */
  private static final String SMALL =
      "0061736d010000000104016000000302010005030100010713020666756e6374690000066d656d6f"
          + "727902000a040102000b";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder = Path.of("");

  private int inspect(String hex, String... options) throws IOException {
    Path file = folder.resolve("module.wasm");
    Files.write(file, HexFormat.of().parseHex(hex));
    String[] args = new String[options.length + 2];
    args[0] = "inspect";
    args[1] = file.toString();
    System.arraycopy(options, 0, args, 2, options.length);
    return Main.run(
        List.of(new InspectCommand()), new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void aModuleThatIsNoContractIsShownAndTheAnswerIsNo() throws IOException {
    assertEquals(1, inspect(SMALL), err::toString);
    assertTrue(out.toString().contains("memory    memory: 1 pages"), out::toString);
    assertTrue(out.toString().contains("features: mvp"), out::toString);
    assertTrue(out.toString().contains("refused: "), out::toString);
  }

  @Test
  void printsJson() throws IOException {
    assertEquals(1, inspect(SMALL, "--json"));
    assertTrue(out.toString().startsWith("{\"bytes\":50,\"imports\":[],"), out::toString);
  }

  @Test
  void disassembles() throws IOException {
    assertEquals(0, inspect(SMALL, "--disassemble", "0"));
    assertTrue(out.toString().startsWith("func 0 \"functi\": ->\n"), out::toString);
    assertEquals(1, inspect(SMALL, "--disassemble", "7"));
    assertTrue(err.toString().contains("the module defines no function 7"), err::toString);
  }

  @Test
  void aBrokenModuleIsRefused() throws IOException {
    assertEquals(1, inspect("0061736d02000000"));
    assertTrue(out.toString().startsWith("refused: unknown binary version"), out::toString);
  }

  @Test
  void aMissingFileIsTheEnvironmentsFault() {
    String file = folder.resolve("nothing.wasm").toString();
    var commands = List.of(new InspectCommand());
    assertEquals(
        3, Main.run(commands, new PrintWriter(out), new PrintWriter(err), "inspect", file));
    assertTrue(err.toString().contains("no such file"), err::toString);
  }
}
