package dev.assay.node.rpc;

import dev.assay.node.chain.PooledTransaction;
import dev.assay.node.chain.TxPool;
import dev.assay.state.crypto.Addresses;
import dev.assay.state.types.Address;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The pool in the shapes of geth's txpool namespace. */
public final class PoolJson {
  private PoolJson() {}

  /** Pending and queued transactions by sender and nonce, each written by {@code each}. */
  public static void content(
      JsonWriter out, TxPool.Content content, BiConsumer<JsonWriter, PooledTransaction> each) {
    out.beginObject().name("pending");
    bySender(out, content.pending(), each);
    out.name("queued");
    bySender(out, content.queued(), each);
    out.endObject();
  }

  private static void bySender(
      JsonWriter out,
      Map<Address, List<PooledTransaction>> senders,
      BiConsumer<JsonWriter, PooledTransaction> each) {
    out.beginObject();
    senders.forEach(
        (sender, transactions) ->
            byNonce(out.name(Addresses.checksummed(sender)), transactions, each));
    out.endObject();
  }

  /** Transactions of one sender by nonce. */
  public static void byNonce(
      JsonWriter out,
      List<PooledTransaction> transactions,
      BiConsumer<JsonWriter, PooledTransaction> each) {
    out.beginObject();
    transactions.forEach(
        pooled -> each.accept(out.name(Long.toUnsignedString(pooled.nonce())), pooled));
    out.endObject();
  }

  /** One transaction in words. */
  public static void summary(JsonWriter out, PooledTransaction pooled) {
    out.string(
        pooled.transaction().to().map(Addresses::checksummed).orElse("contract creation")
            + ": "
            + pooled.transaction().value().toBigInteger()
            + " wei + "
            + pooled.transaction().gasLimit()
            + " gas x "
            + pooled.transaction().maxFeePerGas().toBigInteger()
            + " wei");
  }
}
