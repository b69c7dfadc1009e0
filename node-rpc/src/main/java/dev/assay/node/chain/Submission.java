package dev.assay.node.chain;

import dev.assay.metering.GasSchedule;
import dev.assay.metering.IntrinsicGas;
import dev.assay.node.NodeConfig.Mining;
import dev.assay.node.chain.Refusal.Reason;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.Transaction;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import java.math.BigInteger;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The way of a transaction into the pool: what the sender can get wrong is found here, before the
 * transaction costs anybody anything.
 */
public final class Submission {
  private static final long MINING_WAIT_SECONDS = 10;
  private static final BigInteger MAX_WORD = UInt256.MAX.toBigInteger();

  private final Blockchain chain;
  private final TxPool pool;
  private final BlockProducer producer;
  private final GasSchedule schedule;
  private final int maxInitCode;
  private final Consumer<PooledTransaction> arrivals;

  /** A way into {@code pool}; creation code is at most {@code maxInitCode} bytes. */
  public Submission(
      Blockchain chain,
      TxPool pool,
      BlockProducer producer,
      GasSchedule schedule,
      int maxInitCode,
      Consumer<PooledTransaction> arrivals) {
    this.chain = chain;
    this.pool = pool;
    this.producer = producer;
    this.schedule = schedule;
    this.maxInitCode = maxInitCode;
    this.arrivals = arrivals;
  }

  /** What became of a submission. */
  public sealed interface Outcome {
    /**
     * It is in the pool.
     *
     * @param settled completes when automatic mining is done with it, at once when it has to wait
     */
    record Accepted(Hash hash, CompletableFuture<Hash> settled) implements Outcome {}

    /** It is not. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  /** Takes a signed transaction. */
  public Outcome submit(Transaction transaction) {
    Bytes encoded = transaction.encode();
    Hash hash = Keccak.hash(encoded);
    return chain
        .signer(hash, transaction)
        .map(sender -> submit(transaction, sender, encoded, hash))
        .orElseGet(() -> refused(Reason.INVALID_SENDER, ""));
  }

  /** Takes a transaction again that this chain's pool held before. */
  public Outcome resubmit(Transaction transaction) {
    return Wallet.marked(transaction)
        .map(sender -> submit(transaction, sender))
        .orElseGet(() -> submit(transaction));
  }

  /** Takes a transaction of a sender that the node vouches for. */
  public Outcome submit(Transaction transaction, Address sender) {
    Bytes encoded = transaction.encode();
    return submit(transaction, sender, encoded, Keccak.hash(encoded));
  }

  private Outcome submit(Transaction transaction, Address sender, Bytes encoded, Hash hash) {
    Optional<Refusal> refusal =
        formRefusal(transaction, encoded).or(() -> accountRefusal(transaction, sender));
    if (refusal.isPresent()) {
      return new Outcome.Refused(refusal.get());
    }
    return switch (pool.add(transaction, sender, hash, encoded, this::nonce)) {
      case TxPool.Admission.Refused(var why) -> new Outcome.Refused(why);
      case TxPool.Admission.Admitted(var pooled, var executable) -> {
        arrivals.accept(pooled);
        producer.poke();
        yield new Outcome.Accepted(pooled.hash(), settled(pooled, executable));
      }
    };
  }

  /** With automatic mining the answer waits for the block, so that the receipt is there at once. */
  private CompletableFuture<Hash> settled(PooledTransaction pooled, boolean executable) {
    if (!executable || !(producer.mining() instanceof Mining.Auto)) {
      return CompletableFuture.completedFuture(pooled.hash());
    }
    return pooled
        .outcome()
        .thenApply(_ -> pooled.hash())
        .completeOnTimeout(pooled.hash(), MINING_WAIT_SECONDS, TimeUnit.SECONDS);
  }

  private long nonce(Address address) {
    return account(address).nonce();
  }

  private Account account(Address address) {
    return chain.tip().state().account(address).orElse(Account.EMPTY);
  }

  /** What is wrong with the transaction whoever sent it. */
  private Optional<Refusal> formRefusal(Transaction transaction, Bytes encoded) {
    if (encoded.size() > pool.limits().transactionBytes()) {
      return refusal(
          Reason.OVERSIZED,
          "transaction size " + encoded.size() + ", limit " + pool.limits().transactionBytes());
    }
    if (transaction.chainId().isPresent() && transaction.chainId().getAsLong() != chain.chainId()) {
      return refusal(
          Reason.WRONG_CHAIN,
          "have " + transaction.chainId().getAsLong() + " want " + chain.chainId());
    }
    if (transaction.maxFeePerGas().lessThan(transaction.maxPriorityFeePerGas())) {
      return refusal(
          Reason.TIP_ABOVE_FEE,
          "maxPriorityFeePerGas: "
              + transaction.maxPriorityFeePerGas().toBigInteger()
              + ", maxFeePerGas: "
              + transaction.maxFeePerGas().toBigInteger());
    }
    if (transaction.nonce() == -1) {
      return refusal(Reason.NONCE_MAX, "");
    }
    if (transaction.isCreation() && transaction.input().size() > maxInitCode) {
      return refusal(
          Reason.INIT_CODE_TOO_LARGE,
          "code size " + transaction.input().size() + ", limit " + maxInitCode);
    }
    return gasRefusal(transaction);
  }

  private Optional<Refusal> gasRefusal(Transaction transaction) {
    BlockHeader next = producer.draft();
    if (transaction.gasLimit() > next.gasLimit()) {
      return refusal(
          Reason.EXCEEDS_BLOCK_GAS_LIMIT,
          "gas " + transaction.gasLimit() + ", limit " + next.gasLimit());
    }
    IntrinsicGas intrinsic =
        IntrinsicGas.of(
            schedule,
            transaction.input().unsafeArray(),
            transaction.isCreation(),
            transaction.accessList().size(),
            transaction.accessList().stream().mapToLong(e -> e.storageKeys().size()).sum());
    long least = Math.max(intrinsic.gas(), intrinsic.floor());
    if (transaction.gasLimit() < least) {
      return refusal(
          Reason.INTRINSIC_GAS, "gas " + transaction.gasLimit() + ", minimum needed " + least);
    }
    if (transaction.maxFeePerGas().lessThan(next.baseFeePerGas())) {
      return refusal(
          Reason.FEE_BELOW_BASE_FEE,
          "maxFeePerGas: "
              + transaction.maxFeePerGas().toBigInteger()
              + ", baseFee: "
              + next.baseFeePerGas().toBigInteger());
    }
    return Optional.empty();
  }

  /** What is wrong between the transaction and its sender's account. */
  private Optional<Refusal> accountRefusal(Transaction transaction, Address sender) {
    Account account = account(sender);
    if (Long.compareUnsigned(transaction.nonce(), account.nonce()) < 0) {
      return refusal(
          Reason.NONCE_TOO_LOW,
          "next nonce " + account.nonce() + ", tx nonce " + transaction.nonce());
    }
    if (account.hasCode() && Wallet.marked(transaction).isEmpty()) {
      return refusal(Reason.SENDER_HAS_CODE, "address " + sender);
    }
    BigInteger cost =
        transaction
            .maxFeePerGas()
            .toBigInteger()
            .multiply(BigInteger.valueOf(transaction.gasLimit()))
            .add(transaction.value().toBigInteger());
    BigInteger balance = account.balance().toBigInteger();
    if (cost.compareTo(MAX_WORD) > 0 || balance.compareTo(cost) < 0) {
      return refusal(
          Reason.INSUFFICIENT_FUNDS,
          "balance " + balance + ", tx cost " + cost + ", overshot " + cost.subtract(balance));
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refusal(Reason reason, String detail) {
    return Optional.of(new Refusal(reason, detail));
  }

  private static Outcome refused(Reason reason, String detail) {
    return new Outcome.Refused(new Refusal(reason, detail));
  }
}
