package dev.assay.conformance.load;

import dev.assay.conformance.report.Case;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Clients that mean a node no good: bodies made to blow up, requests that never end, sockets that
 * only sit there, readers that do not read, calls without end. Each is judged by the answer it gets
 * and by what others feel of it meanwhile.
 */
public final class HostileClients {
  private static final int WITNESSES = 4;

  /** Under this nobody feels a difference, however small the baseline. */
  private static final double FLOOR_MILLIS = 20;

  private static final double BOMB_SECONDS = 1;

  private final URI url;
  private final Scale scale;
  private final List<Case> cases = new ArrayList<>();
  private double baseline;

  /**
   * How many of each.
   *
   * @param slow connections that send a byte a second
   * @param sockets WebSockets that only sit there
   * @param subscribers of them that hear of new blocks
   * @param deaf subscribers that never read
   * @param endless calls without end
   * @param waitForLimits whether to wait until slow clients are cut off: two minutes
   * @param seconds for which well-behaved clients are watched
   */
  public record Scale(
      int slow,
      int sockets,
      int subscribers,
      int deaf,
      int endless,
      boolean waitForLimits,
      double seconds) {
    /** The figures that a node has to stand. */
    public static final Scale FULL = new Scale(500, 10_000, 1_000, 100, 1_000, true, 5);

    /** The same in miniature, for a few seconds. */
    public static final Scale SMALL = new Scale(40, 200, 50, 4, 40, false, 0.3);
  }

  /** Lets them loose on a node in a process of its own. */
  public static List<Case> ofOwnNode(Scale scale) throws IOException, InterruptedException {
    try (NodeProcess node = NodeProcess.start("1g")) {
      return new HostileClients(node.url(), scale).run();
    }
  }

  /** Clients of a development chain. */
  public HostileClients(URI url, Scale scale) {
    this.url = url;
    this.scale = scale;
  }

  /** Does everything, one after the other. */
  public List<Case> run() throws IOException, InterruptedException {
    baseline = witness(scale.seconds());
    bombs();
    slowClients();
    sockets();
    filters();
    endlessCalls();
    return List.copyOf(cases);
  }

  /** What well-behaved clients feel: the 99th percentile of a cheap read, in milliseconds. */
  private double witness(double seconds) {
    String call = HttpConnection.call("eth_blockNumber", "");
    return new Crowd(url, WITNESSES)
        .run(
            seconds,
            (connection, _, _) -> {
              connection.post(call);
              return true;
            })
        .percentile(0.99);
  }

  private void judge(String name, boolean holds, String detail) {
    cases.add(holds ? Case.passed(name + ": " + detail) : Case.failed(name, detail));
  }

  private void unharmed(String name, double millis) {
    judge(
        name,
        millis <= Math.max(2 * baseline, FLOOR_MILLIS),
        String.format(Locale.ROOT, "others' p99 %.2f ms, %.2f ms without", millis, baseline));
  }

  // ---- bodies

  private void bombs() {
    for (Bombs.Bomb bomb : Bombs.all()) {
      long begin = System.nanoTime();
      String answer = thrown(bomb);
      double seconds = (System.nanoTime() - begin) / 1e9;
      boolean expected = answer.contains(bomb.expected());
      judge(
          bomb.name(),
          expected && seconds < BOMB_SECONDS,
          String.format(Locale.ROOT, "%.0f ms, ", seconds * 1e3)
              + (expected ? bomb.expected() : shortened(answer)));
    }
  }

  private String thrown(Bombs.Bomb bomb) {
    try {
      return bomb.thrower().at(url);
    } catch (IOException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private static String shortened(String answer) {
    return answer.substring(0, Math.min(200, answer.length()));
  }

  // ---- requests that never end

  private void slowClients() throws IOException, InterruptedException {
    try (SlowClients slow = SlowClients.open(url, scale.slow())) {
      unharmed("clients that send a byte a second", witness(scale.seconds()));
      if (scale.waitForLimits()) {
        double cut = slow.secondsUntilCut(45);
        judge(
            "headers and bodies are cut off",
            cut >= 28 && cut <= 36,
            String.format(Locale.ROOT, "all after %.1f s", cut));
        double idle = slow.secondsUntilIdleCut(130);
        judge(
            "silent connections are cut off",
            idle >= 115 && idle <= 128,
            String.format(Locale.ROOT, "all after %.1f s", idle));
      }
    }
  }

  // ---- sockets that only sit there

  private void sockets() throws IOException, InterruptedException {
    try (IdleSockets idle = IdleSockets.open(url, scale.sockets())) {
      judge(
          "idle WebSockets",
          idle.open() == scale.sockets(),
          idle.open() + " open of " + scale.sockets());
      unharmed("idle WebSockets", witness(scale.seconds()));
      idle.subscribe(scale.subscribers());
      try (HttpConnection connection = new HttpConnection(url)) {
        long begin = System.nanoTime();
        connection.ask("evm_mine", "");
        int heard = idle.hear(scale.subscribers());
        double seconds = (System.nanoTime() - begin) / 1e9;
        judge(
            "a block to its subscribers",
            heard == scale.subscribers() && seconds < 1,
            String.format(Locale.ROOT, "%,d heard of it within %.0f ms", heard, seconds * 1e3));
      }
    }
    deafReaders();
  }

  /** They hear of every transaction, whole, until the node has had enough of them. */
  private void deafReaders() throws IOException, InterruptedException {
    try (IdleSockets deaf = IdleSockets.open(url, scale.deaf());
        HttpConnection connection = new HttpConnection(url)) {
      deaf.subscribe(scale.deaf());
      String big = "[" + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"evm_mine\"},".repeat(499);
      String mine = big + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"evm_mine\"}]";
      int turns = 0;
      while (deaf.stillOpen() > 0 && turns < 40) {
        connection.post(mine);
        turns++;
      }
      int left = deaf.stillOpen();
      judge(
          "readers that do not read",
          left == 0,
          left + " of " + scale.deaf() + " still there after " + turns * 500 + " blocks");
      unharmed("readers that do not read", witness(scale.seconds()));
    }
  }

  // ---- what piles up

  private void filters() throws IOException {
    int made = 0;
    String refusal = "";
    List<String> ids = new ArrayList<>();
    try (HttpConnection connection = new HttpConnection(url)) {
      for (; made < 10_000; made++) {
        String answer = connection.ask("eth_newFilter", "{}");
        if (answer.contains("\"error\"")) {
          refusal = answer;
          break;
        }
        ids.add(answer.replaceAll(".*\"result\":(\"0x[0-9a-f]+\").*", "$1"));
      }
      for (String id : ids) {
        connection.ask("eth_uninstallFilter", id);
      }
      judge(
          "filters of one client",
          refusal.contains("-32005") && connection.string("eth_newFilter", "{}").startsWith("0x"),
          made + " made, then " + shortened(refusal));
    }
  }

  /** From everybody at once; each has its gas and its time, and waits no longer than that. */
  private void endlessCalls() throws InterruptedException {
    Thread crowd =
        Thread.ofPlatform()
            .start(
                () ->
                    new Crowd(url, Math.min(64, scale.endless()))
                        .run(
                            60,
                            (connection, client, turn) -> {
                              connection.ask("eth_call", Bombs.ENDLESS);
                              return (turn + 1) * 64L + client < scale.endless();
                            }));
    TimeUnit.MILLISECONDS.sleep(200);
    double felt = witness(scale.seconds());
    long begin = System.nanoTime();
    crowd.join();
    unharmed("calls without end", felt);
    judge(
        "calls without end come to one",
        (System.nanoTime() - begin) / 1e9 < 60,
        scale.endless() + " calls answered");
  }
}
