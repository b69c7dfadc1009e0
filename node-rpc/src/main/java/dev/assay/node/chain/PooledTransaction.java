package dev.assay.node.chain;

import dev.assay.state.chain.Transaction;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.concurrent.CompletableFuture;

/**
 * A transaction in the pool with what is expensive to find out again.
 *
 * @param transaction the transaction; of an impersonated sender its signature is nobody's
 * @param sender who pays
 * @param hash its identity
 * @param order arrival, for fairness between equal fees
 * @param arrivedAt time of arrival, seconds since 1970
 * @param encoded its canonical form
 * @param outcome completed when it is in a block, or has left the pool without one
 */
public record PooledTransaction(
    Transaction transaction,
    Address sender,
    Hash hash,
    long order,
    long arrivedAt,
    Bytes encoded,
    CompletableFuture<Outcome> outcome) {

  /** How a transaction left the pool. */
  public enum Outcome {
    /** It is in a block that is on disk. */
    INCLUDED,
    /** It was replaced, evicted, or turned out invalid when its turn came. */
    DROPPED
  }

  /** Size of its canonical form. */
  int sizeBytes() {
    return encoded.size();
  }

  /** Its place in the sender's order. */
  public long nonce() {
    return transaction.nonce();
  }

  /** What the block's producer earns per gas at that base fee; the fee covers the base fee. */
  UInt256 tip(UInt256 baseFee) {
    return transaction.effectiveGasPrice(baseFee).subtract(baseFee);
  }

  /** Whether it can pay that base fee. */
  boolean pays(UInt256 baseFee) {
    return !transaction.maxFeePerGas().lessThan(baseFee);
  }

  /** The most it can cost its sender. */
  UInt256 maxCost() {
    return transaction
        .maxFeePerGas()
        .multiply(UInt256.of(transaction.gasLimit()))
        .add(transaction.value());
  }
}
