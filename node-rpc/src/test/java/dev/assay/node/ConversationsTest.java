package dev.assay.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Conversations of tools with a fresh local chain, request by request. In {@code
 * src/test/conversations} a line {@code >>} is a request and the line {@code <<} after it the whole
 * answer, in which a star stands for what depends on the clock. {@code -Dassay.bless=true} writes
 * the answers anew.
 */
class ConversationsTest {
  private static final Path FOLDER = Path.of("src/test/conversations");
  private static final Pattern OF_THE_CLOCK =
      Pattern.compile(
          "\"(blockHash|hash|parentHash|mixHash|timestamp|blockTimestamp)\":\"0x[0-9a-f]+\"");

  @TestFactory
  Stream<DynamicTest> conversations() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> sorted = files.sorted().toList();
      assertTrue(sorted.size() > 3, () -> "conversations in " + FOLDER.toAbsolutePath());
      return sorted.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
    }
  }

  private static void replay(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> heard = new ArrayList<>();
    try (Node node = Node.start(NodeConfig.dev().withPort(0))) {
      RpcClient client = RpcClient.of(node);
      for (String line : lines) {
        if (line.startsWith(">> ")) {
          heard.add(line);
          heard.add("<< " + withoutTime(client.post(line.substring(">> ".length()))));
        } else if (!line.startsWith("<< ")) {
          heard.add(line);
        }
      }
    }
    if (Boolean.getBoolean("assay.bless")) {
      Files.write(file, heard);
    }
    assertEquals(
        String.join("\n", lines),
        String.join("\n", heard),
        () -> file + ": -Dassay.bless=true writes it anew");
  }

  private static String withoutTime(String answer) {
    return OF_THE_CLOCK.matcher(answer).replaceAll("\"$1\":\"*\"");
  }
}
