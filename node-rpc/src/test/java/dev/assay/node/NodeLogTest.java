package dev.assay.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The lines that programs read, and those that people read, of one short story. */
class NodeLogTest {
  private static final String FIRST = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

  private static void tell(NodeLog log) {
    try (Node node = Node.start(NodeConfig.dev().withPort(0).withLog(log))) {
      RpcClient client = RpcClient.of(node);
      client.ask("eth_sendTransaction", "{'from':'" + FIRST + "','to':'" + FIRST + "'}");
      client.ask("eth_call", "{'data':'0x00'}");
      client.ask("eth_getBalance", "'quoted \\\\\\\" name'");
      log.crash("a_method", new IllegalStateException("a \"planted\" bug"));
      log.trouble("the disk is full");
      log.console("said\nin two lines");
    }
  }

  private static String steady(String line) {
    return line.replaceAll("\"timestamp\":\"[0-9TZ:.-]+\"", "\"timestamp\":\"*\"")
        .replaceAll("\"time\":[0-9]+", "\"time\":0")
        .replaceAll("0x[0-9a-f]{64}", "0x*")
        .replaceAll("\"stack\":\\[.*\\]", "\"stack\":[]");
  }

  @Test
  void anObjectALine() {
    List<String> lines = new CopyOnWriteArrayList<>();
    tell(NodeLog.json(lines::add));
    List<String> told = lines.stream().map(NodeLogTest::steady).toList();
    assertEquals(
        List.of(
            "{\"timestamp\":\"*\",\"level\":\"info\",\"event\":\"request\","
                + "\"method\":\"eth_sendTransaction\"}",
            "{\"timestamp\":\"*\",\"level\":\"info\",\"event\":\"transaction\","
                + "\"hash\":\"0x*\",\"block\":1,\"gasUsed\":21000}",
            "{\"timestamp\":\"*\",\"level\":\"info\",\"event\":\"block\",\"number\":1,"
                + "\"hash\":\"0x*\",\"time\":0,\"transactions\":1,\"gasUsed\":21000}"),
        told.subList(0, 3));
    assertTrue(
        told.contains(
            "{\"timestamp\":\"*\",\"level\":\"error\",\"event\":\"crash\",\"method\":\"a_method\","
                + "\"error\":\"java.lang.IllegalStateException: a \\\"planted\\\" bug\","
                + "\"stack\":[]}"),
        told.toString());
    assertTrue(
        told.contains(
            "{\"timestamp\":\"*\",\"level\":\"info\",\"event\":\"console\","
                + "\"text\":\"said\\nin two lines\"}"),
        told.toString());
    assertTrue(
        told.stream()
            .anyMatch(
                line ->
                    line.contains("\"event\":\"failure\",\"method\":\"eth_getBalance\",\"error\"")),
        told.toString());
    assertTrue(told.stream().allMatch(line -> line.lines().count() == 1), told.toString());
  }

  @Test
  void linesForPeople() {
    List<String> lines = new CopyOnWriteArrayList<>();
    tell(NodeLog.to(lines::add));
    assertEquals("eth_sendTransaction", lines.getFirst());
    for (String start :
        List.of(
            "    Transaction: 0x",
            "    Gas used: 21000",
            "    Block Number: 1",
            "    Block Hash: 0x",
            "    Block Time: ",
            "    console: said",
            "    TROUBLE: the disk",
            "    BUG in a_method: java.lang.IllegalStateException")) {
      assertTrue(lines.stream().anyMatch(line -> line.startsWith(start)), start);
    }
  }
}
