package dev.assay.conformance.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests made to cost much, and what each is to be answered. */
final class Bombs {
  private static final int BODY_LIMIT = 5 << 20;
  private static final int PATIENCE_MILLIS = 20_000;
  private static final String CHUNKED =
      """
      POST / HTTP/1.1\r
      Host: localhost\r
      Content-Type: application/json\r
      Transfer-Encoding: chunked\r
      \r
      """;
  private static final String CHAIN = HttpConnection.call("eth_chainId", "");

  /**
   * A call of an endless loop: the module {@code (memory (export "memory") 1) (func (export
   * "user_entrypoint") (param i32) (result i32) (loop (br 0)) (i32.const 0))}.
   */
  static final String ENDLESS =
      "{\"to\":\"0x000000000000000000000000000000000000dEaD\"},\"latest\","
          + "{\"0x000000000000000000000000000000000000dEaD\":{\"code\":\"0x"
          + "0061736d010000000106016001"
          + "7f017f030201000503010001071c02066d656d6f727902000f757365725f656e747279706f696e7400000a"
          + "0b01090003400c000b41000b\"}}";

  private Bombs() {}

  /**
   * One of them.
   *
   * @param expected part of the answer, or of the status line
   */
  record Bomb(String name, Thrower thrower, String expected) {
    static Bomb body(String name, String body, String expected) {
      return new Bomb(name, node -> post(node, body), expected);
    }
  }

  /** Sends it and returns what came back. */
  interface Thrower {
    /** To a node. */
    String at(URI node) throws IOException;
  }

  private static String post(URI node, String body) throws IOException {
    try (HttpConnection connection = new HttpConnection(node)) {
      return connection.post(body);
    }
  }

  static List<Bomb> all() {
    return List.of(
        Bomb.body("a million brackets", "[".repeat(1_000_000), "-32700"),
        Bomb.body("a million braces", "{\"a\":".repeat(500_000), "-32700"),
        Bomb.body("an exponent", call("[1e999999999]"), "-32602"),
        Bomb.body("a number of 1001 digits", call("[" + "9".repeat(1001) + "]"), "-32700"),
        Bomb.body(
            "a name of 50000 letters", call("[{\"" + "a".repeat(50_000) + "\":1}]"), "-32700"),
        Bomb.body("a batch of 10000", copies(10_000), "batch too large"),
        Bomb.body("a batch of 1000 searches for logs", logs(1000), "\"result\":[]"),
        Bomb.body("four megabytes of digits", data(4 << 20), "\"error\""),
        Bomb.body("an odd digit", call("[\"0x123\",\"latest\"]"), "-32602"),
        Bomb.body("a name twice", "{\"id\":5," + CHAIN.substring(1), "\"id\":1,\"result\":\"0x"),
        Bomb.body("a filter of 100000 addresses", addresses(100_000), "\"error\""),
        Bomb.body("a method's name of a megabyte", method("x".repeat(1 << 20)), "-32601"),
        new Bomb("a body over the limit", Bombs::tooLong, " 413 "),
        new Bomb("a body without end", Bombs::endless, " 413 "),
        new Bomb(
            "a packed body", node -> raw(node, head("Content-Encoding: gzip", 2) + "{}"), " 415 "),
        new Bomb("letters that are none", Bombs::notUtf8, "-32700"),
        new Bomb("headers without end", Bombs::headers, " 431 "));
  }

  private static String call(String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBalance\",\"params\":" + params + "}";
  }

  private static String method(String name) {
    return HttpConnection.call(name, "");
  }

  private static String copies(int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> CHAIN)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String logs(int count) {
    String search =
        HttpConnection.call("eth_getLogs", "{\"fromBlock\":\"0x0\",\"toBlock\":\"latest\"}");
    return IntStream.range(0, count)
        .mapToObj(_ -> search)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String data(int digits) {
    return HttpConnection.call("eth_sendRawTransaction", "\"0x" + "ab".repeat(digits / 2) + "\"");
  }

  private static String addresses(int count) {
    String list =
        IntStream.range(0, count)
            .mapToObj(i -> String.format("\"0x%040x\"", i))
            .collect(Collectors.joining(","));
    return HttpConnection.call("eth_getLogs", "{\"address\":[" + list + "]}");
  }

  private static String head(String header, int length) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + header
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static String tooLong(URI node) throws IOException {
    return raw(node, head("X: y", BODY_LIMIT + 1));
  }

  private static String notUtf8(URI node) throws IOException {
    return raw(node, head("X: y", 4) + "\"\u00ff\u00fe\"");
  }

  private static String headers(URI node) throws IOException {
    return raw(node, "POST / HTTP/1.1\r\n" + "X-Filler: 0123456789abcdef\r\n".repeat(2_000));
  }

  /** Sends bytes as they are, and hears the beginning of what comes back. */
  private static String raw(URI node, String bytes) throws IOException {
    try (Socket socket = new Socket(node.getHost(), node.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      return beginning(socket.getInputStream());
    }
  }

  private static String beginning(InputStream in) throws IOException {
    byte[] answer = new byte[4096];
    int read = 0;
    for (int next = in.read(answer, 0, answer.length);
        next > 0 && read + next < answer.length;
        next = in.read(answer, read, answer.length - read)) {
      read += next;
      String text = new String(answer, 0, read, ISO_8859_1);
      int body = text.indexOf("\r\n\r\n");
      if (body > 0 && (text.startsWith("HTTP/1.1 4") || text.length() > body + 4)) {
        return text;
      }
    }
    return new String(answer, 0, read, ISO_8859_1);
  }

  private static String endless(URI node) throws IOException {
    try (Socket socket = new Socket(node.getHost(), node.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(CHUNKED.getBytes(ISO_8859_1));
      byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(ISO_8859_1);
      for (int sent = 0; sent <= BODY_LIMIT + chunk.length; sent += 0x10000) {
        out.write(chunk);
      }
      return beginning(socket.getInputStream());
    }
  }
}
