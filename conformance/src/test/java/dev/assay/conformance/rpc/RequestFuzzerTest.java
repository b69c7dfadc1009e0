package dev.assay.conformance.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestFuzzerTest {

  @Test
  void mutatedRequestsBreakNothing() {
    RequestFuzzRun run = RequestFuzzRun.of(1_600, 20_261_121);
    assertEquals(List.of(), run.faults());
    assertEquals(1_600 + 4_000, run.answered(), run.summary());
  }

  /** A server that answers one thing is found out. */
  private static List<String> faultsOf(int status, String answer)
      throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      RequestFuzzer fuzzer = new RequestFuzzer(url, List.of("eth_chainId"));
      fuzzer.run(1, 3, 1);
      return fuzzer.faults();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void itSeesErrorsOfTheServerAndAnswersThatAreNoJson() throws Exception {
    assertEquals(3, faultsOf(500, "{}").size());
    assertEquals(3, faultsOf(200, "{\"error\":{\"code\":-32603}}").size());
    assertEquals(3, faultsOf(200, "<html>").size());
    assertEquals(List.of(), faultsOf(413, "too large"));
    assertTrue(faultsOf(200, "{\"result\":1}").isEmpty());
  }
}
