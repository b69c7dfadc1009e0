package dev.assay.node.chain;

import dev.assay.node.chain.PooledTransaction.Outcome;
import dev.assay.node.chain.Refusal.Reason;
import dev.assay.state.chain.Transaction;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Transactions waiting for a block: per sender a line ordered by nonce. The part of a line that
 * follows the account's nonce without a gap is pending (executable), the rest queued.
 *
 * <p>One lock, held for map operations only. Nothing is announced and nothing can be missed: the
 * producer asks {@link #hasExecutable} and {@link #best} for as long as there is work.
 */
public final class TxPool {
  private final PoolLimits limits;
  private final TimeSource clock;
  private final Executor waiters;
  private final Map<Address, Line> lines = new LinkedHashMap<>();
  private final Map<Hash, PooledTransaction> byHash = new LinkedHashMap<>();
  private int pending;
  private long arrivals;

  /**
   * An empty pool.
   *
   * @param clock tells how long transactions have been waiting
   * @param waiters runs what waits for transactions to be included, so that it does not hold up the
   *     writer
   */
  public TxPool(PoolLimits limits, TimeSource clock, Executor waiters) {
    this.limits = limits;
    this.clock = clock;
    this.waiters = waiters;
  }

  /** The answer to {@link #add}. */
  public sealed interface Admission {
    /** It is in the pool; {@code executable} tells whether the next block may take it. */
    record Admitted(PooledTransaction transaction, boolean executable) implements Admission {}

    /** It is not. */
    record Refused(Refusal refusal) implements Admission {}
  }

  /**
   * One sender's transactions by nonce; {@code next} is the account's nonce in the newest state.
   */
  private static final class Line {
    private final TreeMap<Long, PooledTransaction> byNonce = new TreeMap<>();
    private long next;
    private int executable;

    Line(long next) {
      this.next = next;
    }

    /** Counts the gapless part again and says by how much it changed. */
    int recount() {
      int before = executable;
      long expected = next;
      for (long nonce : byNonce.tailMap(next).keySet()) {
        if (nonce != expected) {
          break;
        }
        expected++;
      }
      executable = (int) (expected - next);
      return executable - before;
    }

    int queued() {
      return byNonce.size() - executable;
    }

    SortedMap<Long, PooledTransaction> queuedPart() {
      return byNonce.tailMap(next + executable);
    }

    Optional<PooledTransaction> last(boolean ofExecutable) {
      SortedMap<Long, PooledTransaction> part =
          ofExecutable ? byNonce.headMap(next + executable) : queuedPart();
      return part.isEmpty() ? Optional.empty() : Optional.of(part.lastEntry().getValue());
    }
  }

  /** The limits. */
  public PoolLimits limits() {
    return limits;
  }

  /**
   * Takes a transaction that is valid by itself and payable.
   *
   * @param accountNonce the sender's nonce in the newest state, read under the pool's lock
   */
  public Admission add(
      Transaction transaction,
      Address sender,
      Hash hash,
      Bytes encoded,
      ToLongFunction<Address> accountNonce) {
    synchronized (this) {
      if (byHash.containsKey(hash)) {
        return refused(Reason.ALREADY_KNOWN, "");
      }
      Line known = lines.get(sender);
      Line line = known == null ? new Line(accountNonce.applyAsLong(sender)) : known;
      if (transaction.nonce() < line.next) {
        return refused(
            Reason.NONCE_TOO_LOW, "next nonce " + line.next + ", tx nonce " + transaction.nonce());
      }
      PooledTransaction previous = line.byNonce.get(transaction.nonce());
      if (previous != null && !outbids(transaction, previous.transaction())) {
        return refused(Reason.REPLACEMENT_UNDERPRICED, "");
      }
      if (previous == null) {
        Optional<Refusal> full = madeRoom(line, sender, transaction);
        if (full.isPresent()) {
          return new Admission.Refused(full.get());
        }
      }
      return insert(
          line,
          previous,
          new PooledTransaction(
              transaction,
              sender,
              hash,
              arrivals++,
              clock.seconds(),
              encoded,
              new CompletableFuture<>()));
    }
  }

  /** Takes a transaction again that was here before. */
  Admission add(PooledTransaction old, ToLongFunction<Address> accountNonce) {
    return add(old.transaction(), old.sender(), old.hash(), old.encoded(), accountNonce);
  }

  /** Everything here, in order of arrival. */
  public synchronized List<PooledTransaction> transactions() {
    return List.copyOf(byHash.values());
  }

  private Admission insert(
      Line line, @Nullable PooledTransaction previous, PooledTransaction fresh) {
    if (previous != null) {
      byHash.remove(previous.hash());
      previous.outcome().complete(Outcome.DROPPED);
    }
    lines.put(fresh.sender(), line);
    line.byNonce.put(fresh.nonce(), fresh);
    byHash.put(fresh.hash(), fresh);
    pending += line.recount();
    return new Admission.Admitted(fresh, fresh.nonce() < line.next + line.executable);
  }

  /**
   * Finds out whether there is room for one more, and makes it where the newcomer pays more than
   * somebody who is here.
   */
  private Optional<Refusal> madeRoom(Line line, Address sender, Transaction newcomer) {
    boolean executable = newcomer.nonce() == line.next + line.executable;
    if (!executable && line.queued() >= limits.queuedPerSender()) {
      return Optional.of(
          Refusal.of(Reason.POOL_FULL, "%d transactions of this sender queued", line.queued()));
    }
    int here = executable ? pending : byHash.size() - pending;
    if (here < (executable ? limits.pending() : limits.queued())) {
      return Optional.empty();
    }
    Optional<PooledTransaction> cheapest = cheapest(executable, sender);
    if (cheapest.isEmpty() || !paysMore(newcomer, cheapest.get())) {
      return Optional.of(
          Refusal.of(
              Reason.UNDERPRICED, "%d transactions %s", here, executable ? "pending" : "queued"));
    }
    drop(cheapest.get().hash());
    return Optional.empty();
  }

  private static boolean paysMore(Transaction newcomer, PooledTransaction old) {
    return old.transaction().maxFeePerGas().lessThan(newcomer.maxFeePerGas());
  }

  /**
   * The transaction that pays least of those that can go without leaving a gap: the last ones of
   * the senders' executable, or queued, parts. Of several the youngest. The sender's own are safe:
   * its newcomer may follow them.
   */
  private Optional<PooledTransaction> cheapest(boolean executable, Address exceptOf) {
    return lines.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(exceptOf))
        .flatMap(entry -> entry.getValue().last(executable).stream())
        .min(
            Comparator.comparing((PooledTransaction each) -> each.transaction().maxFeePerGas())
                .thenComparing(PooledTransaction::order, Comparator.reverseOrder()));
  }

  /** Takes out what has waited for an earlier nonce for longer than the lifetime. */
  public synchronized void expire() {
    long oldest = clock.seconds() - limits.lifetime().toSeconds();
    List<Hash> expired =
        lines.values().stream()
            .flatMap(line -> line.queuedPart().values().stream())
            .filter(waiting -> waiting.arrivedAt() < oldest)
            .map(PooledTransaction::hash)
            .toList();
    expired.forEach(this::drop);
  }

  private boolean outbids(Transaction fresh, Transaction previous) {
    return raised(previous.maxFeePerGas(), fresh.maxFeePerGas())
        && raised(previous.maxPriorityFeePerGas(), fresh.maxPriorityFeePerGas());
  }

  private boolean raised(UInt256 from, UInt256 to) {
    BigInteger wanted =
        from.toBigInteger().multiply(BigInteger.valueOf(100L + limits.priceBumpPercent()));
    return from.lessThan(to)
        && to.toBigInteger().multiply(BigInteger.valueOf(100)).compareTo(wanted) >= 0;
  }

  private static Admission refused(Reason reason, String detail) {
    return new Admission.Refused(new Refusal(reason, detail));
  }

  /** Whether a block at that base fee would not be empty. */
  public synchronized boolean hasExecutable(UInt256 baseFee) {
    return pending > 0
        && lines.values().stream()
            .anyMatch(
                line -> {
                  PooledTransaction first = line.byNonce.get(line.next);
                  return first != null && first.pays(baseFee);
                });
  }

  /**
   * What the next block should try, best tip first, each sender's in nonce order.
   *
   * @param gas the gas of the block; the list's gas limits are at most this in total
   */
  public synchronized List<PooledTransaction> best(UInt256 baseFee, long gas) {
    PriorityQueue<PooledTransaction> heads =
        new PriorityQueue<>(
            Comparator.comparing((PooledTransaction head) -> head.tip(baseFee))
                .reversed()
                .thenComparingLong(PooledTransaction::order));
    for (Line line : lines.values()) {
      offer(heads, line, line.next, baseFee);
    }
    List<PooledTransaction> chosen = new ArrayList<>();
    long left = gas;
    for (PooledTransaction head = heads.poll(); head != null; head = heads.poll()) {
      if (head.transaction().gasLimit() <= left) {
        left -= head.transaction().gasLimit();
        chosen.add(head);
        Line line = lines.get(head.sender());
        if (line != null) {
          offer(heads, line, head.nonce() + 1, baseFee);
        }
      }
    }
    return chosen;
  }

  private static void offer(
      PriorityQueue<PooledTransaction> heads, Line line, long nonce, UInt256 baseFee) {
    PooledTransaction candidate = line.byNonce.get(nonce);
    if (candidate != null && candidate.pays(baseFee)) {
      heads.add(candidate);
    }
  }

  /** Takes out what a block contains; call after the block is on disk and visible. */
  public void included(List<PooledTransaction> transactions) {
    synchronized (this) {
      for (PooledTransaction transaction : transactions) {
        remove(transaction);
        Line line = lines.get(transaction.sender());
        if (line != null) {
          line.next = Math.max(line.next, transaction.nonce() + 1);
          settle(transaction.sender(), line);
        }
      }
    }
    waiters.execute(
        () -> transactions.forEach(included -> included.outcome().complete(Outcome.INCLUDED)));
  }

  /** Takes out one transaction; the later ones of its sender then wait for that nonce. */
  public synchronized Optional<PooledTransaction> drop(Hash hash) {
    PooledTransaction transaction = byHash.get(hash);
    if (transaction == null) {
      return Optional.empty();
    }
    remove(transaction);
    transaction.outcome().complete(Outcome.DROPPED);
    Line line = lines.get(transaction.sender());
    if (line != null) {
      settle(transaction.sender(), line);
    }
    return Optional.of(transaction);
  }

  /** Takes out everything. */
  public synchronized void clear() {
    List.copyOf(byHash.keySet()).forEach(this::drop);
  }

  /** Reads all account nonces again, after the state changed in another way than by a block. */
  public synchronized void reset(ToLongFunction<Address> accountNonce) {
    for (Map.Entry<Address, Line> entry : List.copyOf(lines.entrySet())) {
      Line line = entry.getValue();
      line.next = accountNonce.applyAsLong(entry.getKey());
      settle(entry.getKey(), line);
    }
  }

  private void remove(PooledTransaction transaction) {
    if (byHash.remove(transaction.hash()) != null) {
      Line line = lines.get(transaction.sender());
      if (line != null) {
        line.byNonce.remove(transaction.nonce(), transaction);
      }
    }
  }

  private void settle(Address sender, Line line) {
    SortedMap<Long, PooledTransaction> stale = line.byNonce.headMap(line.next);
    for (PooledTransaction transaction : List.copyOf(stale.values())) {
      byHash.remove(transaction.hash());
      transaction.outcome().complete(Outcome.DROPPED);
    }
    stale.clear();
    pending += line.recount();
    if (line.byNonce.isEmpty()) {
      lines.remove(sender);
    }
  }

  /** The transaction of that hash. */
  public synchronized Optional<PooledTransaction> find(Hash hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** The nonce after the sender's last executable transaction, if any is here. */
  public synchronized Optional<Long> nextNonce(Address sender) {
    Line line = lines.get(sender);
    return line == null || line.executable == 0
        ? Optional.empty()
        : Optional.of(line.next + line.executable);
  }

  /** How many are executable. */
  public synchronized int pendingCount() {
    return pending;
  }

  /** How many wait for an earlier nonce. */
  public synchronized int queuedCount() {
    return byHash.size() - pending;
  }

  /**
   * A copy of the pool.
   *
   * @param pending executable ones by sender and nonce
   * @param queued the others
   */
  public record Content(
      Map<Address, List<PooledTransaction>> pending,
      Map<Address, List<PooledTransaction>> queued) {}

  /** What is here now. */
  public synchronized Content content() {
    Map<Address, List<PooledTransaction>> executable = new LinkedHashMap<>();
    Map<Address, List<PooledTransaction>> waiting = new LinkedHashMap<>();
    lines.forEach(
        (sender, line) -> {
          long gap = line.next + line.executable;
          put(executable, sender, line.byNonce.headMap(gap));
          put(waiting, sender, line.byNonce.tailMap(gap));
        });
    return new Content(executable, waiting);
  }

  private static void put(
      Map<Address, List<PooledTransaction>> target,
      Address sender,
      SortedMap<Long, PooledTransaction> transactions) {
    if (!transactions.isEmpty()) {
      target.put(sender, List.copyOf(transactions.values()));
    }
  }
}
