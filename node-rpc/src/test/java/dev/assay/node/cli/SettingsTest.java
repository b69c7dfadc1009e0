package dev.assay.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command line counts before the environment, that before the file, that before defaults. */
class SettingsTest {
  @TempDir private Path folder;

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("node.properties"), List.of(lines));
  }

  private static CommandSpec parsed(Settings settings, String... args) {
    CommandLine line = new CommandLine(new DevCommand()).setDefaultValueProvider(settings);
    line.parseArgs(args);
    return line.getCommandSpec();
  }

  private static Object value(CommandSpec command, String option) {
    return command.findOption(option).getValue();
  }

  @Test
  void eachSourceYieldsToTheOneBefore() throws IOException {
    Path file = file("chain-id=5", "gas-limit=6000000", "port=1", "silent=true");
    String[] args = {"--config", file.toString(), "--port", "3"};
    Settings settings = Settings.of(Map.of("ASSAY_GAS_LIMIT", "7000000", "ASSAY_PORT", "2"), args);
    CommandSpec command = parsed(settings, args);
    assertEquals(3, value(command, "--port"), "command line");
    assertEquals(7_000_000L, value(command, "--gas-limit"), "environment");
    assertEquals(5L, value(command, "--chain-id"), "file");
    assertEquals(true, value(command, "--silent"), "file");
    assertEquals(10, value(command, "--accounts"), "default");
    settings.check(command);
  }

  @Test
  void otherCommandsAreLeftAlone() {
    Settings settings = Settings.of(Map.of("ASSAY_JSON", "true"));
    CommandLine line = new CommandLine(new InspectCommand()).setDefaultValueProvider(settings);
    assertNull(settings.defaultValue(line.getCommandSpec().findOption("--json")));
  }

  @Test
  void whatIsNoOptionIsRefused() throws IOException {
    String[] args = {"--config=" + file("gaslimit=1", "port=0")};
    Settings settings = Settings.of(Map.of(), args);
    CommandSpec command = parsed(settings, args);
    CommandFailure refusal = assertThrows(CommandFailure.class, () -> settings.check(command));
    assertEquals("no such options in --config: gaslimit", refusal.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            List.of(new NodeCommand()),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            "node",
            "--config",
            folder.resolve("none").toString());
    assertEquals(3, code);
    assertTrue(err.toString().contains("cannot read --config"), err.toString());
  }
}
