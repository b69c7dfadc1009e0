package dev.assay.node.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import dev.assay.node.RpcClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table is whole, and the page says what is. */
class MetricTest {
  private static final Pattern LINE =
      Pattern.compile("[a-z_]+(\\{method=\"[a-zA-Z0-9_.]+\"\\})? -?[0-9.]+(E-?[0-9]+)?");

  private static HttpResponse<String> get(RpcClient client, URI page)
      throws IOException, InterruptedException {
    return client.http().send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
  }

  @Test
  void everyMetricIsOnThePageWithKindAndHelp() throws Exception {
    try (Node node = Node.start(NodeConfig.dev().withPort(0))) {
      RpcClient client = RpcClient.of(node);
      client.ask("evm_mine", "");
      client.ask("eth_blockNumber", "");
      client.ask("eth_blockNumber", "");
      client.ask("eth_getBalance", "'0x12'");
      HttpResponse<String> answer = get(client, node.rpcUrl().resolve("/metrics"));
      assertEquals(200, answer.statusCode());
      assertEquals(
          List.of("text/plain; version=0.0.4; charset=utf-8"),
          answer.headers().allValues("content-type"));
      List<String> lines = answer.body().lines().toList();
      for (Metric metric : Metric.values()) {
        String name = metric.metricName();
        assertEquals(1, count(lines, "# HELP " + name + " "), name);
        assertEquals(1, count(lines, "# TYPE " + name + " "), name);
        assertTrue(count(lines, name) > 0, name);
      }
      assertTrue(
          lines.stream()
              .filter(line -> !line.startsWith("#"))
              .allMatch(line -> LINE.matcher(line).matches()),
          answer.body());
      assertTrue(lines.contains("ethereum_blockchain_height 1.0"), answer.body());
      assertTrue(lines.contains("assay_ready 1.0"), answer.body());
      assertTrue(lines.contains("assay_rpc_requests_total{method=\"eth_blockNumber\"} 2.0"));
      assertTrue(lines.contains("assay_rpc_failures_total{method=\"eth_getBalance\"} 1.0"));
      client.http().close();
    }
  }

  private static long count(List<String> lines, String start) {
    return lines.stream().filter(line -> line.startsWith(start)).count();
  }

  @Test
  void namesAreUniqueAndCountersAreCalledTotals() {
    List<String> names = Arrays.stream(Metric.values()).map(Metric::metricName).toList();
    assertEquals(names.size(), names.stream().distinct().count());
    assertEquals(
        List.of(
            "ethereum_blockchain_height",
            "ethereum_best_known_block_number",
            "ethereum_peer_count",
            "ethereum_peer_limit"),
        names.subList(0, 4),
        "EIP-2159");
  }
}
