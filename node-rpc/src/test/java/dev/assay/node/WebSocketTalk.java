package dev.assay.node;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One WebSocket, a text at a time. */
final class WebSocketTalk implements AutoCloseable, WebSocket.Listener {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private @Nullable WebSocket socket;

  static WebSocketTalk open(HttpClient client, Node node, String... authorization) {
    WebSocketTalk talk = new WebSocketTalk();
    WebSocket.Builder builder = client.newWebSocketBuilder();
    for (String header : authorization) {
      builder.header("authorization", header);
    }
    URI url = URI.create(node.rpcUrl().toString().replace("http:", "ws:"));
    talk.socket = builder.buildAsync(url, talk).join();
    return talk;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      heard.add(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  /** Sends a text and waits for the next that comes. */
  String ask(String text) throws InterruptedException {
    Objects.requireNonNull(socket).sendText(text, true).join();
    String answer = heard.poll(10, TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("no answer to " + text);
    }
    return answer;
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
