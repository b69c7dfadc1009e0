package dev.assay.conformance.rpc;

import dev.assay.conformance.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Sends a node what no client should, over several connections at once. It must answer everything
 * in time: with JSON, or with a status of the four hundreds; never with an error of its own.
 */
public final class RequestFuzzer {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String INTERNAL_ERROR = "\"code\":-32603";
  private static final String CHARACTERS = "{}[],:\"0x9afnultrue\\-e.+ \u0000\u00e4";
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "{}",
          "[]",
          "-1",
          "1e999999999",
          "\"0x\"",
          "\"0x0\"",
          "\"latest\"",
          "\"pending\"",
          "\"0xffffffffffffffff\"",
          "\"0x7fffffffffffffff\"",
          "[[[[[[]]]]]]",
          "\"\\ud800\"",
          "{\"blockHash\":null}",
          "{\"a\":{\"a\":{}}}",
          "0.5",
          "\"0x" + "f".repeat(64) + "\"",
          "\"0x" + "0".repeat(40) + "\"");

  private final URI node;
  private final List<String> seeds;
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicLong answered = new AtomicLong();

  /**
   * A fuzzer of the node at an address.
   *
   * @param methods names of methods, to be called with whatever
   */
  public RequestFuzzer(URI node, List<String> methods) {
    this.node = node;
    this.seeds = new ArrayList<>();
    ApiRequest.all().forEach(each -> seeds.add(body(each.method(), each.params())));
    methods.forEach(method -> seeds.add(body(method, "")));
  }

  private static String body(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
        + method
        + "\",\"params\":["
        + params
        + "]}";
  }

  /** What was wrong, one line each. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** How many requests were answered. */
  public long answered() {
    return answered.get();
  }

  /** Sends so many requests in all, each connection its own share, which follows from the seed. */
  public void run(int connections, long requests, long seed) throws InterruptedException {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
      long share = requests / connections;
      senders.add(Thread.ofPlatform().start(() -> send(share, random)));
    }
    for (Thread sender : senders) {
      sender.join();
    }
  }

  private void send(long count, RandomGenerator random) {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (long i = 0; i < count; i++) {
        send(http, mutant(random));
      }
    }
  }

  private void send(HttpClient http, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(node)
            .POST(BodyPublishers.ofString(body))
            .header("content-type", "application/json")
            .timeout(PATIENCE)
            .build();
    try {
      judge(body, http.send(request, BodyHandlers.ofString()));
      answered.incrementAndGet();
    } catch (IOException e) {
      faults.add(e + ": " + shown(body));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void judge(String body, HttpResponse<String> answer) {
    if (answer.statusCode() >= 500 || answer.body().contains(INTERNAL_ERROR)) {
      faults.add(answer.statusCode() + " " + shown(answer.body()) + ": " + shown(body));
    } else if (answer.statusCode() == 200) {
      try {
        Json.parse(answer.body());
      } catch (RuntimeException e) {
        faults.add("not JSON " + shown(answer.body()) + ": " + shown(body));
      }
    }
  }

  private static String shown(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "...";
  }

  private String mutant(RandomGenerator random) {
    StringBuilder text = new StringBuilder(seed(random));
    for (int i = random.nextInt(4); i > 0; i--) {
      mutate(text, random);
    }
    return switch (random.nextInt(40)) {
      case 0 -> "[".repeat(random.nextInt(2_000)) + text;
      case 1 -> "[" + text + "," + seed(random) + "," + mutant(random) + "]";
      case 2 -> text.substring(0, text.length() / 2);
      default -> text.toString();
    };
  }

  private String seed(RandomGenerator random) {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private static void mutate(StringBuilder text, RandomGenerator random) {
    if (text.isEmpty()) {
      return;
    }
    int at = random.nextInt(text.length());
    switch (random.nextInt(7)) {
      case 0 -> text.deleteCharAt(at);
      case 1 -> text.setCharAt(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 8)));
      case 3 -> text.insert(at, (char) random.nextInt(0x20, 0x250));
      default -> argument(text, random);
    }
  }

  /** Puts another value in the place of an argument, or beside it. */
  private static void argument(StringBuilder text, RandomGenerator random) {
    String value = VALUES.get(random.nextInt(VALUES.size()));
    int open = text.indexOf("\"params\":[") + "\"params\":[".length();
    int close = text.lastIndexOf("]");
    if (open < 10 || close < open) {
      return;
    }
    int comma = text.indexOf(",", open);
    int end = comma < 0 || comma > close ? close : comma;
    switch (random.nextInt(3)) {
      case 0 -> text.replace(open, end, value);
      case 1 -> text.insert(close, (close == open ? "" : ",") + value);
      default -> text.replace(end, close, end == close ? "" : "," + value);
    }
  }
}
