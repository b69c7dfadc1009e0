package dev.assay.conformance.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** One keep-alive connection that posts bodies, one after the other. */
final class HttpConnection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Socket socket = new Socket();
  private final InputStream in;
  private final String head;

  HttpConnection(URI url) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.connect(address(url));
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    head =
        "POST / HTTP/1.1\r\nHost: "
            + url.getAuthority()
            + "\r\nContent-Type: application/json\r\nContent-Length: ";
  }

  static InetSocketAddress address(URI url) {
    return new InetSocketAddress(url.getHost(), url.getPort());
  }

  /** A call's text; {@code params} is JSON without the brackets. */
  static String call(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
        + method
        + "\",\"params\":["
        + params
        + "]}";
  }

  /** The answer to a call. */
  String ask(String method, String params) throws IOException {
    return post(call(method, params));
  }

  /** The string that a call answers; null or another kind of answer is the empty string. */
  String string(String method, String params) throws IOException {
    String answer = ask(method, params);
    int at = answer.indexOf("\"result\":\"");
    if (at < 0) {
      if (answer.contains("\"error\"")) {
        throw new IOException(method + " answered " + answer);
      }
      return "";
    }
    int from = at + "\"result\":\"".length();
    return answer.substring(from, answer.indexOf('"', from));
  }

  /** The quantity that a call answers. */
  long quantity(String method, String params) throws IOException {
    return Long.parseUnsignedLong(string(method, params).substring(2), 16);
  }

  /** The body that a body is answered with. */
  String post(String body) throws IOException {
    return new String(exchange(body.getBytes(UTF_8)), UTF_8);
  }

  private byte[] exchange(byte[] body) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream(body.length + 256);
    request.write((head + body.length + "\r\n\r\n").getBytes(ISO_8859_1));
    request.write(body);
    request.writeTo(socket.getOutputStream());
    return response();
  }

  private byte[] response() throws IOException {
    String status = line();
    int length = -1;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
    }
    byte[] body = length >= 0 ? in.readNBytes(length) : chunks();
    if (!status.contains(" 200 ")) {
      throw new IOException(status + ": " + new String(body, UTF_8));
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunk(); size > 0; size = chunk()) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
