package dev.assay.contracts.train;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;

/** JSON-RPC over one HTTP connection that is kept: one request, one answer. */
final class RpcConnection implements AutoCloseable {
  private static final String LENGTH = "content-length: ";

  private final Socket socket;
  private final InputStream in;

  /** Connects to a node on this machine. */
  RpcConnection(URI node) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), node.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The result as it stands in the answer, without its quotes when it is a string. */
  String ask(String method, String params) {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[" + params + "]}";
    String answer = send(body);
    int result = answer.indexOf("\"result\":");
    if (result < 0) {
      throw new IllegalStateException(method + ": " + answer);
    }
    return answer.substring(result + 9, answer.length() - 1).replace("\"", "");
  }

  private String send(String body) {
    String request =
        "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(in.readNBytes(bodyLength()), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the head of an answer; gives how many bytes follow. */
  private int bodyLength() throws IOException {
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(line.substring(LENGTH.length()));
      }
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the node closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
