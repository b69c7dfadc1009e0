package dev.assay.conformance.load;

import dev.assay.conformance.json.Json;
import dev.assay.state.chain.Transaction;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Nodes killed under load. Ten senders each wait for the receipt before they send again; in the
 * middle of it the process gets SIGKILL, is started on the same data, and is asked for everything.
 */
public final class NodeKills {
  private static final Address PAID = Address.of(0xcafe);
  private static final int LONGEST_MILLIS = 1500;

  private final Path folder;
  private final Random random;
  private long acknowledged;
  private long receipts;

  /** Kills in a folder, at moments that follow from a seed. */
  public NodeKills(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  /**
   * Kills so often, on a chain that goes on from round to round.
   *
   * @return what was wrong; empty when nothing was lost
   */
  public List<String> run(int rounds) throws IOException, InterruptedException {
    List<String> faults = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Map<Hash, String> seen = load(LONGEST_MILLIS / 3 + random.nextInt(LONGEST_MILLIS));
      receipts += seen.size();
      try (NodeProcess node = start()) {
        for (String fault : judge(node.url(), seen)) {
          faults.add("round " + round + ": " + fault);
        }
      }
    }
    return faults;
  }

  /** What was sent, and seen mined. */
  public String summary() {
    return String.format(
        Locale.ROOT, "%,d acknowledged, %,d with a receipt", acknowledged, receipts);
  }

  private NodeProcess start() throws IOException {
    return NodeProcess.start("512m", "--data-dir", folder.resolve("chain").toString());
  }

  /** Block hash by transaction, of the receipts that were seen before the kill. */
  private Map<Hash, String> load(int millis) throws IOException, InterruptedException {
    Map<Hash, String> seen = new ConcurrentHashMap<>();
    AtomicLong sent = new AtomicLong();
    NodeProcess node = start();
    List<Thread> lanes = new ArrayList<>();
    for (int i = 0; i < Payments.SENDERS; i++) {
      int sender = i;
      lanes.add(Thread.ofPlatform().start(() -> lane(node.url(), sender, seen, sent)));
    }
    while (sent.get() == 0 && node.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    TimeUnit.MILLISECONDS.sleep(millis);
    node.kill();
    for (Thread lane : lanes) {
      lane.join();
    }
    acknowledged += sent.get();
    return seen;
  }

  /** Sends until the node is gone. */
  private static void lane(URI url, int sender, Map<Hash, String> seen, AtomicLong sent) {
    try (HttpConnection connection = new HttpConnection(url)) {
      Payments payments = new Payments(connection.quantity("eth_chainId", ""));
      long nonce = nonce(connection, payments.sender(sender));
      while (true) {
        Transaction payment = payments.payment(sender, nonce++, PAID);
        connection.post(Payments.request(payment));
        sent.incrementAndGet();
        String block = "";
        while (block.isEmpty()) {
          block = block(connection, payment.hash());
        }
        seen.put(payment.hash(), block);
      }
    } catch (IOException killed) {
      // The node is gone, as it was meant to be.
      Thread.onSpinWait();
    }
  }

  private static long nonce(HttpConnection connection, Address address) throws IOException {
    return connection.quantity("eth_getTransactionCount", "\"" + address + "\",\"latest\"");
  }

  /** Hash of the block with a transaction; empty while there is none. */
  private static String block(HttpConnection connection, Hash transaction) throws IOException {
    String answer = connection.ask("eth_getTransactionReceipt", Payments.quoted(transaction));
    int at = answer.indexOf("\"blockHash\":\"");
    return at < 0 ? "" : answer.substring(at + 13, at + 13 + 66);
  }

  private static List<String> judge(URI url, Map<Hash, String> seen) throws IOException {
    List<String> faults = new ArrayList<>();
    try (HttpConnection connection = new HttpConnection(url)) {
      for (Map.Entry<Hash, String> one : seen.entrySet()) {
        String now = block(connection, one.getKey());
        if (!now.equals(one.getValue())) {
          faults.add(one.getKey() + " was in " + one.getValue() + ", now in '" + now + "'");
        }
      }
      faults.addAll(compare(connection));
    }
    return faults;
  }

  /** State against receipts, and the state of a block in the past against its own receipts. */
  private static List<String> compare(HttpConnection connection) throws IOException {
    List<String> faults = new ArrayList<>();
    long head = connection.quantity("eth_blockNumber", "");
    long paid = 0;
    long half = head / 2;
    for (long number = 0; number <= head; number++) {
      paid += transactions(connection, number);
      if (number == half || number == head) {
        String block = "\"0x" + Long.toHexString(number) + "\"";
        long balance = connection.quantity("eth_getBalance", Payments.quoted(PAID) + "," + block);
        if (balance != paid) {
          faults.add("at block " + number + " the state says " + balance + ", blocks " + paid);
        }
      }
    }
    long nonces = 0;
    Payments payments = new Payments(connection.quantity("eth_chainId", ""));
    for (int i = 0; i < Payments.SENDERS; i++) {
      nonces += nonce(connection, payments.sender(i));
    }
    if (nonces != paid) {
      faults.add("nonces say " + nonces + ", blocks " + paid);
    }
    return faults;
  }

  private static long transactions(HttpConnection connection, long number) throws IOException {
    String block = "\"0x" + Long.toHexString(number) + "\"";
    Json receipts = Json.parse(connection.ask("eth_getBlockReceipts", block)).get("result");
    return receipts.elements().stream()
        .filter(receipt -> receipt.get("status").text().equals("0x1"))
        .count();
  }
}
