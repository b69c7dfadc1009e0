package dev.assay.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plainest client: text in, text out. */
public record RpcClient(URI url, HttpClient http) {
  private static final Pattern STRING_RESULT = Pattern.compile("\"result\":\"([^\"]*)\"");

  /** A client of a node. */
  public static RpcClient of(Node node) {
    return new RpcClient(node.rpcUrl(), HttpClient.newHttpClient());
  }

  /** The answer to a body. */
  public String post(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .POST(BodyPublishers.ofString(body))
            .header("content-type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The whole answer to a call; apostrophes stand for quotes in the parameters. */
  public String ask(String method, String params) {
    return post(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
            + method
            + "\",\"params\":["
            + params.replace('\'', '"')
            + "]}");
  }

  /** The string that a call answers. */
  public String string(String method, String params) {
    String answer = ask(method, params);
    Matcher matcher = STRING_RESULT.matcher(answer);
    if (!matcher.find()) {
      throw new AssertionError(method + "(" + params + ") answered " + answer);
    }
    return matcher.group(1);
  }
}
