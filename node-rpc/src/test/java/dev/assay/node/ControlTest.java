package dev.assay.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.NodeConfig.Control;
import dev.assay.node.rpc.BearerTokensTest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node lets whom do, over the wire. */
class ControlTest {
  private static final String MINE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"evm_mine\",\"params\":[]}";
  private static final String CHAIN =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":[]}";

  @TempDir private Path folder;

  private static Node start(Control control) {
    NodeConfig dev = NodeConfig.dev().withPort(0);
    return Node.start(dev.withEndpoint(dev.endpoint().withControl(control)));
  }

  private static HttpResponse<String> post(Node node, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.rpcUrl())
            .POST(BodyPublishers.ofString(body))
            .header("content-type", "application/json");
    for (String header : headers) {
      request.header("authorization", header);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  @Test
  void withoutASecretControlIsForNobody() throws Exception {
    try (Node node = start(new Control.Nobody())) {
      assertTrue(post(node, MINE).body().contains("\"code\":-32601"));
      assertTrue(post(node, "[" + MINE + "," + CHAIN + "]").body().contains("0x7a69"));
      assertEquals(0, node.height());
    }
  }

  @Test
  void withASecretControlIsForThoseWhoHaveAToken() throws Exception {
    JwtSecret secret = JwtSecret.of(folder.resolve("jwt.hex"));
    try (Node node = start(new Control.TokenHolders(secret))) {
      String good = BearerTokensTest.token(secret.bytes(), now());
      assertTrue(post(node, MINE).body().contains("\"code\":-40100"));
      assertTrue(post(node, CHAIN).body().contains("0x7a69"));
      HttpResponse<String> stale =
          post(node, CHAIN, "Bearer " + BearerTokensTest.token(secret.bytes(), now() - 100));
      assertEquals(401, stale.statusCode());
      assertEquals("the token is stale", stale.body());
      assertEquals(0, node.height());
      assertEquals(200, post(node, MINE, "Bearer " + good).statusCode());
      assertEquals(1, node.height());
    }
  }

  @Test
  void aWebSocketShowsItsTokenOnce() throws Exception {
    JwtSecret secret = JwtSecret.of(folder.resolve("jwt.hex"));
    try (Node node = start(new Control.TokenHolders(secret));
        HttpClient client = HttpClient.newHttpClient()) {
      CompletionException refused =
          assertThrows(
              CompletionException.class,
              () -> WebSocketTalk.open(client, node, "Bearer a.b.c").close());
      WebSocketHandshakeException answer =
          assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
      assertEquals(401, answer.getResponse().statusCode());
      try (WebSocketTalk without = WebSocketTalk.open(client, node)) {
        assertTrue(without.ask(MINE).contains("-40100"));
      }
      String good = "Bearer " + BearerTokensTest.token(secret.bytes(), now());
      try (WebSocketTalk with = WebSocketTalk.open(client, node, good)) {
        assertTrue(with.ask(MINE).contains("\"result\""));
      }
    }
  }

  @Test
  void theSecretIsMadeForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("new.hex");
    byte[] made = JwtSecret.of(file).bytes();
    assertEquals("[OWNER_READ, OWNER_WRITE]", Files.getPosixFilePermissions(file).toString());
    assertEquals(32, made.length);
    assertArrayEquals(made, JwtSecret.of(file).bytes());
    for (String bad : new String[] {"", "0x", "ab".repeat(31), "ab".repeat(33), "zz".repeat(32)}) {
      Files.writeString(file, bad);
      assertThrows(NodeStartException.class, () -> JwtSecret.of(file), bad);
    }
    Files.writeString(file, "ab".repeat(32) + "\n");
    assertEquals((byte) 0xab, JwtSecret.of(file).bytes()[31]);
  }
}
