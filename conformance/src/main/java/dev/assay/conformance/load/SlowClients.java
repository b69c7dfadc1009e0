package dev.assay.conformance.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connections that send a byte a second, in the headers or in the body, and some that are silent.
 */
final class SlowClients implements AutoCloseable {
  private static final String HEAD =
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  private static final String LONG_HEADER = "X-Slow: " + "a".repeat(500);
  private static final String BODY = "Content-Length: 1000\r\n\r\n";

  private final long begin = System.nanoTime();
  private final List<SocketChannel> sending = new ArrayList<>();
  private final List<SocketChannel> silent = new ArrayList<>();
  private final Thread dripping = Thread.ofPlatform().unstarted(this::drip);
  private volatile boolean closed;

  private SlowClients() {}

  /** So many of each of the three kinds. */
  static SlowClients open(URI url, int each) throws IOException {
    SlowClients slow = new SlowClients();
    for (int i = 0; i < each; i++) {
      slow.sending.add(connect(url, HEAD + LONG_HEADER));
      slow.sending.add(connect(url, HEAD + BODY + "{"));
      slow.silent.add(connect(url, ""));
    }
    slow.dripping.start();
    return slow;
  }

  private static SocketChannel connect(URI url, String first) throws IOException {
    SocketChannel channel = SocketChannel.open(HttpConnection.address(url));
    if (!first.isEmpty()) {
      channel.write(ByteBuffer.wrap(first.getBytes(ISO_8859_1)));
    }
    channel.configureBlocking(false);
    return channel;
  }

  private void drip() {
    while (!closed) {
      for (SocketChannel channel : sending) {
        try {
          channel.write(ByteBuffer.wrap(new byte[] {'a'}));
        } catch (IOException cut) {
          // Counted by whoever waits for it.
          Thread.onSpinWait();
        }
      }
      try {
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Seconds from the beginning until none of the sending is left; at most so many. */
  double secondsUntilCut(double most) throws InterruptedException {
    return secondsUntilGone(sending, most);
  }

  /** The same of the silent. */
  double secondsUntilIdleCut(double most) throws InterruptedException {
    return secondsUntilGone(silent, most);
  }

  private double secondsUntilGone(List<SocketChannel> channels, double most)
      throws InterruptedException {
    List<SocketChannel> left = new ArrayList<>(channels);
    double seconds = 0;
    while (!left.isEmpty() && seconds < most) {
      left.removeIf(SlowClients::isCut);
      TimeUnit.MILLISECONDS.sleep(50);
      seconds = (System.nanoTime() - begin) / 1e9;
    }
    return seconds;
  }

  /** Whether the other side ended it; an answer before the end is read over. */
  private static boolean isCut(SocketChannel channel) {
    try {
      int read = 1;
      while (read > 0) {
        read = channel.read(ByteBuffer.allocate(1024));
      }
      return read < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    dripping.interrupt();
    for (SocketChannel channel : sending) {
      channel.close();
    }
    for (SocketChannel channel : silent) {
      channel.close();
    }
  }
}
