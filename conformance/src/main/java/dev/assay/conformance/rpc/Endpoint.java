package dev.assay.conformance.rpc;

import dev.assay.conformance.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A node as the plainest client sees it. */
public final class Endpoint implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;

  /** The node at an address. */
  public Endpoint(URI url) {
    this.url = url;
  }

  /** The answer's object, with result or error; {@code params} is JSON without the brackets. */
  public Json ask(String method, String params) {
    return Json.parse(
        post(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
                .formatted(method, params)));
  }

  /** What a call answers that cannot be refused. */
  public Json result(String method, String params) {
    Json answer = ask(method, params);
    return answer
        .find("result")
        .orElseThrow(() -> new IllegalStateException(method + " answered " + answer));
  }

  /** The answer to a body. */
  public String post(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .POST(BodyPublishers.ofString(body))
            .header("content-type", "application/json")
            .timeout(PATIENCE)
            .build();
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
