package dev.assay.conformance.load;

import dev.assay.state.chain.Transaction;
import dev.assay.state.types.Address;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code bench rpc} measures; what a chain of another virtual machine can answer as well. */
final class Scenarios {
  private static final int READERS = 16;
  private static final int BATCH = 100;
  private static final double PATIENCE_SECONDS = 300;
  private static final Address SOMEBODY = Address.of(0xbeef);

  /** The contract that returns what it is given: every chain has it. */
  private static final String IDENTITY = "0x0000000000000000000000000000000000000004";

  private Scenarios() {}

  /** One figure. */
  interface Scenario {
    /** Measures a node. */
    Latencies run(URI node) throws IOException;
  }

  static Map<String, Scenario> all(int transfers, double seconds) {
    Map<String, Scenario> all = new LinkedHashMap<>();
    all.put("transfers, 10 lanes, confirmed", node -> confirmed(node, transfers));
    all.put("one account, send to receipt", node -> lane(node, Math.min(400, transfers)));
    all.put("batches of 100, confirmed", node -> batches(node, transfers));
    all.put("transfers without waiting", node -> unconfirmed(node, transfers));
    read(all, seconds, "eth_blockNumber", "");
    read(all, seconds, "eth_getBalance", "\"" + SOMEBODY + "\",\"latest\"");
    read(all, seconds, "eth_getBlockByNumber", "\"latest\",true");
    read(all, seconds, "eth_feeHistory", "\"0xa\",\"latest\",[10,50,90]");
    read(
        all,
        seconds,
        "eth_call",
        "{\"to\":\"" + IDENTITY + "\",\"data\":\"0x0102030405060708\"},\"latest\"");
    read(
        all,
        seconds,
        "eth_estimateGas",
        "{\"from\":\"" + new Payments(1).sender(0) + "\",\"to\":\"" + SOMEBODY + "\"}");
    read(
        all,
        seconds,
        "eth_getLogs",
        "{\"fromBlock\":\"0x0\",\"toBlock\":\"latest\",\"address\":\"" + SOMEBODY + "\"}");
    return all;
  }

  private static void read(
      Map<String, Scenario> all, double seconds, String method, String params) {
    String call = HttpConnection.call(method, params);
    all.put(
        method + ", " + READERS + " connections",
        node ->
            new Crowd(node, READERS)
                .run(
                    seconds,
                    (connection, _, _) -> {
                      require(connection.post(call));
                      return true;
                    }));
  }

  private static String require(String answer) throws IOException {
    if (answer.contains("\"error\"")) {
      throw new IOException("refused: " + answer.substring(0, Math.min(300, answer.length())));
    }
    return answer;
  }

  /** The payments of each sender, from the nonce it has. */
  private static List<List<Transaction>> lanes(URI node, int senders, int total)
      throws IOException {
    List<List<Transaction>> lanes = new ArrayList<>();
    try (HttpConnection connection = new HttpConnection(node)) {
      Payments payments = new Payments(connection.quantity("eth_chainId", ""));
      for (int i = 0; i < senders; i++) {
        long nonce = nonce(connection, payments, i);
        lanes.add(payments.payments(i, nonce, total / senders, SOMEBODY));
      }
    }
    return lanes;
  }

  private static long nonce(HttpConnection connection, Payments payments, int sender)
      throws IOException {
    return connection.quantity(
        "eth_getTransactionCount", "\"" + payments.sender(sender) + "\",\"latest\"");
  }

  private static Latencies confirmed(URI node, int transfers) throws IOException {
    return confirmed(node, Payments.SENDERS, transfers);
  }

  private static Latencies lane(URI node, int transfers) throws IOException {
    return confirmed(node, 1, transfers);
  }

  private static Latencies confirmed(URI node, int senders, int transfers) throws IOException {
    List<List<Transaction>> lanes = lanes(node, senders, transfers);
    return new Crowd(node, senders)
        .run(
            PATIENCE_SECONDS,
            (connection, client, turn) -> {
              if (turn == lanes.get(client).size()) {
                return false;
              }
              Transaction payment = lanes.get(client).get(turn);
              require(connection.post(Payments.request(payment)));
              await(connection, payment);
              return true;
            });
  }

  private static void await(HttpConnection connection, Transaction payment) throws IOException {
    String hash = Payments.quoted(payment.hash());
    while (!connection.ask("eth_getTransactionReceipt", hash).contains("blockHash")) {
      Thread.onSpinWait();
    }
  }

  private static Latencies batches(URI node, int transfers) throws IOException {
    List<List<Transaction>> lanes =
        lanes(node, Payments.SENDERS, Math.max(transfers, Payments.SENDERS * BATCH));
    long begin = System.nanoTime();
    Latencies batches =
        new Crowd(node, Payments.SENDERS)
            .run(
                PATIENCE_SECONDS,
                (connection, client, turn) -> {
                  List<Transaction> lane = lanes.get(client);
                  int from = turn * BATCH;
                  if (from >= lane.size()) {
                    return false;
                  }
                  List<Transaction> part = lane.subList(from, Math.min(from + BATCH, lane.size()));
                  require(connection.post(batch(part)));
                  await(connection, part.getLast());
                  return true;
                });
    return perTransaction(batches, lanes, (System.nanoTime() - begin) / 1e9);
  }

  private static String batch(List<Transaction> part) {
    return part.stream().map(Payments::request).collect(Collectors.joining(",", "[", "]"));
  }

  /** The rate of transactions with the latencies of their batches. */
  private static Latencies perTransaction(
      Latencies batches, List<List<Transaction>> lanes, double seconds) {
    int count = lanes.stream().mapToInt(List::size).sum();
    double share = (double) batches.count() / count;
    return new Latencies(batches.sorted(), seconds * share);
  }

  private static Latencies unconfirmed(URI node, int transfers) throws IOException {
    List<List<Transaction>> lanes = lanes(node, Payments.SENDERS, transfers);
    long begin = System.nanoTime();
    Latencies sent =
        new Crowd(node, Payments.SENDERS)
            .run(
                PATIENCE_SECONDS,
                (connection, client, turn) -> {
                  if (turn == lanes.get(client).size()) {
                    return false;
                  }
                  require(connection.post(Payments.request(lanes.get(client).get(turn))));
                  return true;
                });
    try (HttpConnection connection = new HttpConnection(node)) {
      for (List<Transaction> lane : lanes) {
        awaitOrSay(connection, lane.getLast(), begin);
      }
    }
    return new Latencies(sent.sorted(), (System.nanoTime() - begin) / 1e9);
  }

  private static void awaitOrSay(HttpConnection connection, Transaction last, long begin)
      throws IOException {
    String hash = Payments.quoted(last.hash());
    while (!connection.ask("eth_getTransactionReceipt", hash).contains("blockHash")) {
      if (System.nanoTime() - begin > PATIENCE_SECONDS * 1e9) {
        throw new IOException("acknowledged and never mined: " + last.hash());
      }
    }
  }
}
