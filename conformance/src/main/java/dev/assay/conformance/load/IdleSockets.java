package dev.assay.conformance.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** WebSockets that say nothing after the handshake, unless they subscribe. */
final class IdleSockets implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final String SUBSCRIBE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";

  private final List<SocketChannel> sockets = new ArrayList<>();

  private IdleSockets() {}

  /** Opens so many, as far as the node lets them. */
  static IdleSockets open(URI url, int count) throws IOException {
    IdleSockets idle = new IdleSockets();
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open(HttpConnection.address(url));
      channel.write(
          ByteBuffer.wrap(
              ("GET / HTTP/1.1\r\nHost: "
                      + url.getAuthority()
                      + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                      + "Sec-WebSocket-Version: 13\r\n\r\n")
                  .getBytes(ISO_8859_1)));
      if (upgraded(channel)) {
        idle.sockets.add(channel);
      } else {
        channel.close();
      }
    }
    return idle;
  }

  private static boolean upgraded(SocketChannel channel) throws IOException {
    StringBuilder head = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(512);
    while (head.indexOf("\r\n\r\n") < 0) {
      buffer.clear();
      if (channel.read(buffer) < 0) {
        return false;
      }
      head.append(new String(buffer.array(), 0, buffer.position(), ISO_8859_1));
    }
    return head.toString().startsWith("HTTP/1.1 101 ");
  }

  int open() {
    return sockets.size();
  }

  /** Lets the first so many hear of new blocks. */
  void subscribe(int count) throws IOException {
    byte[] text = SUBSCRIBE.getBytes(UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(8 + text.length);
    frame.put((byte) 0x81).put((byte) (0x80 | text.length)).putInt(0).put(text).flip();
    for (SocketChannel channel : sockets.subList(0, count)) {
      channel.write(frame.duplicate());
      channel.read(ByteBuffer.allocate(512));
    }
  }

  /** How many of the first so many are sent something, soon. */
  int hear(int count) throws IOException {
    List<SocketChannel> waiting = new ArrayList<>(sockets.subList(0, count));
    for (SocketChannel channel : waiting) {
      channel.configureBlocking(false);
    }
    long end = System.nanoTime() + PATIENCE_NANOS;
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    while (!waiting.isEmpty() && System.nanoTime() < end) {
      for (SocketChannel channel : List.copyOf(waiting)) {
        buffer.clear();
        if (channel.read(buffer) > 0) {
          waiting.remove(channel);
        }
      }
    }
    return count - waiting.size();
  }

  /** How many can still be written to, though none reads. */
  int stillOpen() {
    int open = 0;
    for (SocketChannel channel : sockets) {
      try {
        // An empty pong, masked: nobody answers it.
        channel.write(ByteBuffer.wrap(new byte[] {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0}));
        open++;
      } catch (IOException gone) {
        Thread.onSpinWait();
      }
    }
    return open;
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : sockets) {
      channel.close();
    }
  }
}
