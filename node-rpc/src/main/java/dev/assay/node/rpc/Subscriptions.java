package dev.assay.node.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.node.chain.Blockchain;
import dev.assay.node.chain.Blockchain.ChainListener;
import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.PooledTransaction;
import dev.assay.state.types.Hash;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Live notifications (eth_subscribe). Events are sent by a thread of their own, in order, so that
 * the writer never waits for a socket; a result is encoded once for all its readers.
 */
public final class Subscriptions implements ChainListener, AutoCloseable {
  private final LogSearch logs;
  private final RequestLimits limits;
  private final SecureRandom random = new SecureRandom();
  private final Map<Hash, Subscription> active = new LinkedHashMap<>();
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().name("assay-push").daemon().unstarted(task));

  /** What a subscription tells. */
  public sealed interface Topic {
    /** Headers of new blocks. */
    record Heads() implements Topic {}

    /** Logs. */
    record Logs(LogFilter filter) implements Topic {}

    /** Transactions that entered the pool: hashes, or bodies. */
    record Pending(boolean full) implements Topic {}

    /** Changes of the synchronisation status: there are none, a local chain is never behind. */
    record Syncing() implements Topic {}
  }

  private record Subscription(Topic topic, RpcSession.Push push) {}

  /** No subscriptions yet. */
  public Subscriptions(Blockchain chain, RequestLimits limits) {
    this.logs = new LogSearch(chain, limits);
    this.limits = limits;
  }

  /** Begins a subscription for a connection. */
  public Hash subscribe(Topic topic, RpcSession.Push push) {
    Hash id = Identifiers.next(random);
    synchronized (active) {
      long mine = active.values().stream().filter(s -> s.push().equals(push)).count();
      if (mine >= limits.subscriptions()) {
        throw new RpcException(
            RpcError.LIMIT_EXCEEDED, "too many subscriptions, at most " + limits.subscriptions());
      }
      active.put(id, new Subscription(topic, push));
    }
    push.onClose(() -> unsubscribe(id));
    return id;
  }

  /** Ends a subscription; false if there is none. */
  public boolean unsubscribe(Hash id) {
    synchronized (active) {
      return active.remove(id) != null;
    }
  }

  private List<Map.Entry<Hash, Subscription>> current() {
    synchronized (active) {
      return active.entrySet().stream()
          .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
          .toList();
    }
  }

  @Override
  public void onBlock(ChainBlock block) {
    if (!current().isEmpty()) {
      sender.execute(() -> announce(block));
    }
  }

  /** A transaction entered the pool. */
  public void onPending(PooledTransaction transaction) {
    if (!current().isEmpty()) {
      sender.execute(() -> announce(transaction));
    }
  }

  private void announce(ChainBlock block) {
    String head = encoded(out -> ChainJson.header(out, block.header(), block.hash()));
    for (Map.Entry<Hash, Subscription> entry : current()) {
      switch (entry.getValue().topic()) {
        case Topic.Heads() -> send(entry, head);
        case Topic.Logs(var filter) ->
            logs.inBlock(filter, block)
                .forEach(
                    found ->
                        send(
                            entry, encoded(out -> ChainJson.log(out, found.log(), found.place()))));
        case Topic.Pending _, Topic.Syncing() -> {}
      }
    }
  }

  private void announce(PooledTransaction transaction) {
    String hash = encoded(out -> out.hex(transaction.hash()));
    for (Map.Entry<Hash, Subscription> entry : current()) {
      if (entry.getValue().topic() instanceof Topic.Pending(var full)) {
        send(entry, full ? encoded(out -> ChainJson.pending(out, transaction)) : hash);
      }
    }
  }

  private String encoded(Consumer<JsonWriter> body) {
    try (JsonWriter out = new JsonWriter(limits.responseBytes())) {
      body.accept(out);
      return new String(out.finish(), UTF_8);
    }
  }

  private void send(Map.Entry<Hash, Subscription> to, String result) {
    String id = to.getKey().toUInt256().toHex();
    String message =
        "{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\",\"params\":{\"subscription\":\""
            + id
            + "\",\"result\":"
            + result
            + "}}";
    if (!to.getValue().push().send(message.getBytes(UTF_8))) {
      unsubscribe(to.getKey());
    }
  }

  @Override
  public void close() {
    sender.shutdown();
    try {
      sender.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
