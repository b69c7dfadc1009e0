package dev.assay.node.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.NodeLog;
import dev.assay.node.rpc.ControlGate;
import dev.assay.node.rpc.EchoMethods;
import dev.assay.node.rpc.RequestLimits;
import dev.assay.node.rpc.RpcDispatcher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NettyServerTest {
  private static final RequestLimits LIMITS = RequestLimits.DEFAULT;
  private static final String ECHO =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_echo\",\"params\":[5]}";
  private static final String ECHOED = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":5}";

  private static NettyServer server;
  private static URI url;
  private static HttpClient client;

  @BeforeAll
  static void start() throws IOException {
    server =
        NettyServer.bind(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new RpcDispatcher(
                EchoMethods.LIST, LIMITS, ForkJoinPool.commonPool(), NodeLog.silent()),
            LIMITS,
            HostPolicy.LOCAL,
            () -> true,
            ControlGate.OPEN);
    url = URI.create("http://127.0.0.1:" + server.address().getPort() + "/");
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static HttpResponse<String> post(String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .POST(BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(20))
            .header("content-type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void answersOverHttpDespiteAnOfferToUpgradeToHttp2() throws Exception {
    HttpResponse<String> response = post(ECHO);
    assertEquals(200, response.statusCode());
    assertEquals(HttpClient.Version.HTTP_1_1, response.version());
    assertEquals(ECHOED, response.body());
    assertEquals("application/json", response.headers().firstValue("content-type").orElseThrow());
  }

  @Test
  void aNotificationIsAnsweredWithoutContent() throws Exception {
    assertEquals(
        204, post("{\"jsonrpc\":\"2.0\",\"method\":\"test_echo\",\"params\":[1]}").statusCode());
  }

  @Test
  void onlyJsonIsRead() throws Exception {
    assertEquals(200, post(ECHO, "content-type", "application/json; charset=utf-8").statusCode());
    assertEquals(415, post(ECHO, "content-type", "text/plain").statusCode());
    assertEquals(415, post(ECHO, "content-type", "application/x-www-form-urlencoded").statusCode());
    assertEquals(415, post(ECHO, "content-encoding", "gzip").statusCode());
  }

  @Test
  void onlyKnownVerbsAreServed() throws Exception {
    HttpRequest put = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString(ECHO)).build();
    HttpResponse<String> refused = client.send(put, BodyHandlers.ofString());
    assertEquals(405, refused.statusCode());
    assertEquals("POST, GET, OPTIONS", refused.headers().firstValue("allow").orElseThrow());
    assertEquals(200, get("/").statusCode());
    assertEquals(200, get("/livez").statusCode());
    assertEquals(200, get("/readyz").statusCode());
    assertEquals(404, get("/nowhere").statusCode());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString());
  }

  @Test
  void bodiesUpToTheLimitAreRead() throws Exception {
    for (int size : new int[] {LIMITS.bodyBytes() - 1, LIMITS.bodyBytes()}) {
      assertEquals(200, post(" ".repeat(size - ECHO.length()) + ECHO).statusCode());
    }
    assertTrue(
        raw("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + (LIMITS.bodyBytes() + 1)
                + "\r\n\r\n")
            .startsWith("HTTP/1.1 413 "));
    assertEquals(200, post(ECHO).statusCode());
  }

  @Test
  void anEndlessChunkedBodyIsCutOff() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              String.join(
                      "\r\n",
                      "POST / HTTP/1.1",
                      "Host: localhost",
                      "Content-Type: application/json",
                      "Transfer-Encoding: chunked",
                      "",
                      "")
                  .getBytes(UTF_8));
      byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(UTF_8);
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 1000; i++) {
              socket.getOutputStream().write(chunk);
            }
          });
    }
    assertEquals(200, post(ECHO).statusCode());
  }

  @Test
  void foreignHostNamesAreRefused() throws Exception {
    assertTrue(withHost("evil.example:8545").startsWith("HTTP/1.1 403 "));
    assertTrue(withHost("localhost.evil.example").startsWith("HTTP/1.1 403 "));
    for (String host : new String[] {"localhost", "LOCALHOST:1", "127.0.0.1:8545", "[::1]:8545"}) {
      assertTrue(withHost(host).startsWith("HTTP/1.1 200 "), host);
    }
  }

  private static String withHost(String host) throws IOException {
    return raw("GET /livez HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readNBytes(13), UTF_8);
    }
  }

  @Test
  void pagesOfOtherOriginsMayAsk() throws Exception {
    HttpRequest preflight =
        HttpRequest.newBuilder(url)
            .method("OPTIONS", BodyPublishers.noBody())
            .header("origin", "http://localhost:3000")
            .header("access-control-request-method", "POST")
            .build();
    HttpResponse<String> allowed = client.send(preflight, BodyHandlers.ofString());
    assertEquals(204, allowed.statusCode());
    assertEquals("*", allowed.headers().firstValue("access-control-allow-origin").orElseThrow());
    assertEquals(
        "content-type, authorization",
        allowed.headers().firstValue("access-control-allow-headers").orElseThrow());
    assertEquals(
        "*",
        post(ECHO, "origin", "http://localhost:3000")
            .headers()
            .firstValue("access-control-allow-origin")
            .orElseThrow());
  }

  @Test
  void largeAnswersAreCompressedWhenTheClientTakesGzip() throws Exception {
    String big = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_big\",\"params\":[100000]}";
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .POST(BodyPublishers.ofString(big))
            .header("content-type", "application/json")
            .header("accept-encoding", "gzip")
            .build();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    assertEquals("gzip", response.headers().firstValue("content-encoding").orElseThrow());
    assertTrue(response.body().length < 2000);
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    assertEquals(100_036, plain.length);
  }

  @Test
  void whoSendsTooMuchReadsTheAnswerAllTheSame() throws Exception {
    byte[] head = httpPost("x".repeat(4 * LIMITS.bodyBytes()), "close").getBytes(UTF_8);
    for (int round = 0; round < 5; round++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(head);
        String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
        assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
      }
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    String later = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_later\"}";
    String both = httpPost(later, "keep-alive") + httpPost(ECHO, "close");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(both.getBytes(UTF_8));
      String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
      int first = answers.indexOf("\"0x7\"");
      assertTrue(first > 0 && first < answers.indexOf(ECHOED), answers);
    }
  }

  private static String httpPost(String body, String connection) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: "
        + connection
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  @Test
  void brokenHttpIsRefusedAndTheServerLives() throws Exception {
    assertTrue(raw("NONSENSE\r\n\r\n").startsWith("HTTP/1.1 4"));
    assertTrue(
        raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(70_000) + "\r\n\r\n")
            .startsWith("HTTP/1.1 431 "));
    assertTrue(
        raw("GET /" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .startsWith("HTTP/1.1 414 "));
    assertEquals(ECHOED, post(ECHO).body());
  }

  /** The worker begins after the server has stopped to listen. */
  @Test
  void whatWasAskedBeforeAStopIsAnswered() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch stopping = new CountDownLatch(1);
    Executor late =
        task -> {
          asked.countDown();
          Thread.ofVirtual().start(() -> runAfter(stopping, task));
        };
    NettyServer other =
        NettyServer.bind(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new RpcDispatcher(EchoMethods.LIST, LIMITS, late, NodeLog.silent()),
            LIMITS,
            HostPolicy.LOCAL,
            () -> true,
            ControlGate.OPEN);
    int port = other.address().getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      String later = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_later\"}";
      socket.getOutputStream().write(httpPost(later, "keep-alive").getBytes(UTF_8));
      asked.await();
      Thread stop = Thread.ofVirtual().start(other::close);
      while (listens(port)) {
        Thread.sleep(1);
      }
      stopping.countDown();
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertTrue(answer.contains("\"0x7\""), answer);
      stop.join();
    }
  }

  private static void runAfter(CountDownLatch moment, Runnable task) {
    try {
      moment.await();
      task.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean listens(int port) {
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void slowClientsAreClosed() throws Exception {
    RequestLimits hasty = hasty();
    try (NettyServer other =
            NettyServer.bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new RpcDispatcher(
                    EchoMethods.LIST, hasty, ForkJoinPool.commonPool(), NodeLog.silent()),
                hasty,
                HostPolicy.LOCAL,
                () -> true,
                ControlGate.OPEN);
        Socket halfHeader =
            new Socket(InetAddress.getLoopbackAddress(), other.address().getPort());
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), other.address().getPort())) {
      halfHeader.setSoTimeout(10_000);
      silent.setSoTimeout(10_000);
      halfHeader.getOutputStream().write("POST / HT".getBytes(UTF_8));
      assertEquals(-1, halfHeader.getInputStream().read());
      assertEquals(-1, silent.getInputStream().read());
    }
  }

  private static RequestLimits hasty() {
    return LIMITS.withTimeouts(Duration.ofMillis(200), Duration.ofMillis(400));
  }

  @Test
  void webSocketCarriesTheSameCalls() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    WebSocket socket = open(received);
    socket.sendText(ECHO, true).join();
    assertEquals(ECHOED, received.poll(10, TimeUnit.SECONDS));
    socket.sendText("[" + ECHO + "," + ECHO + "]", true).join();
    assertEquals("[" + ECHOED + "," + ECHOED + "]", received.poll(10, TimeUnit.SECONDS));
    socket.sendText("{", true).join();
    assertTrue(String.valueOf(received.poll(10, TimeUnit.SECONDS)).contains("-32700"));
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  @Test
  void aWebSocketMessageOverTheLimitClosesOnlyItsConnection() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    WebSocket socket = open(received);
    CompletableFuture<WebSocket> sent = socket.sendText(" ".repeat(LIMITS.frameBytes() + 1), true);
    String end = received.poll(10, TimeUnit.SECONDS);
    assertTrue(String.valueOf(end).startsWith("closed") || sent.isCompletedExceptionally(), end);
    assertEquals(ECHOED, post(ECHO).body());
  }

  private static WebSocket open(BlockingQueue<String> received) {
    return client
        .newWebSocketBuilder()
        .buildAsync(URI.create("ws://127.0.0.1:" + url.getPort()), new Listener(received))
        .join();
  }

  private record Listener(BlockingQueue<String> received, StringBuilder partial)
      implements WebSocket.Listener {
    Listener(BlockingQueue<String> received) {
      this(received, new StringBuilder());
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      partial.append(text);
      if (last) {
        received.add(partial.toString());
        partial.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      received.add("closed " + status);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      received.add("closed " + error);
    }
  }

  @Test
  void aTakenPortIsSaid() {
    IOException taken =
        assertThrows(
            IOException.class,
            () ->
                NettyServer.bind(
                    server.address(),
                    new RpcDispatcher(
                        EchoMethods.LIST, LIMITS, ForkJoinPool.commonPool(), NodeLog.silent()),
                    LIMITS,
                    HostPolicy.LOCAL,
                    () -> true,
                    ControlGate.OPEN));
    assertFalse(String.valueOf(taken.getMessage()).isEmpty());
    assertArrayEquals(new int[] {url.getPort()}, new int[] {server.address().getPort()});
  }
}
