package dev.assay.node.chain;

import dev.assay.host.BlockContext;
import dev.assay.host.CallOutcome;
import dev.assay.host.ExecutionOptions;
import dev.assay.host.TransactionProcessor;
import dev.assay.host.TransactionResult;
import dev.assay.node.NodeConfig.Mining;
import dev.assay.node.NodeLog;
import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.LogsBloom;
import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.Transaction;
import dev.assay.state.db.DatabaseFailure;
import dev.assay.state.db.PreparedState;
import dev.assay.state.trie.TrieRoot;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.WorldState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The single writer: makes blocks from the pool, and runs every other change of the chain in
 * between. Automatic mining is driven by what the pool holds, not by notifications: {@link #poke}
 * only wakes the writer, which goes on until the pool has nothing executable.
 */
public final class BlockProducer implements AutoCloseable {

  /** After so many failures in a row automatic mining pauses, then tries again by itself. */
  private static final int ATTEMPTS = 3;

  private static final int RETRY_SECONDS = 1;
  private static final int EXPIRY_SECONDS = 60;

  private final Blockchain chain;
  private final TxPool pool;
  private final TransactionProcessor processor;
  private final TimeSource clock;
  private final NodeLog log;
  private final ScheduledThreadPoolExecutor writer;
  private final AtomicBoolean woken = new AtomicBoolean();
  private final TreeMap<Long, Saved> snapshots = new TreeMap<>();
  private final ExecutionOptions options;
  private long nextSnapshot = 1;
  private @Nullable ScheduledFuture<?> ticks;
  private volatile Mining mining;
  private volatile BlockSettings settings = BlockSettings.DEFAULT;
  private volatile boolean healthy = true;

  /** What a snapshot returns to. */
  private record Saved(
      long number, StateDiff edits, BlockSettings settings, List<PooledTransaction> pool) {}

  /** A producer that is not mining yet, see {@link #mining(Mining)}. */
  public BlockProducer(
      Blockchain chain,
      TxPool pool,
      TransactionProcessor processor,
      TimeSource clock,
      NodeLog log) {
    this.chain = chain;
    this.pool = pool;
    this.processor = processor;
    this.clock = clock;
    this.log = log;
    this.mining = new Mining.Manual();
    this.options = ExecutionOptions.NONE.withConsole(log::console);
    this.writer =
        new ScheduledThreadPoolExecutor(
            1, task -> new Thread(null, task, "assay-writer", GuestStack.BYTES));
    writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    writer.setRemoveOnCancelPolicy(true);
    writer.scheduleWithFixedDelay(pool::expire, EXPIRY_SECONDS, EXPIRY_SECONDS, TimeUnit.SECONDS);
  }

  /** How blocks come to be. */
  public Mining mining() {
    return mining;
  }

  /** Changes how blocks come to be. */
  public synchronized void mining(Mining next) {
    if (ticks != null) {
      ticks.cancel(false);
      ticks = null;
    }
    mining = next;
    switch (next) {
      case Mining.Auto() -> poke();
      case Mining.Interval(Duration period) ->
          ticks =
              writer.scheduleAtFixedRate(
                  () -> guarded(this::produce),
                  period.toMillis(),
                  period.toMillis(),
                  TimeUnit.MILLISECONDS);
      case Mining.Manual() -> {}
    }
  }

  /** Whether the last block could be written. */
  public boolean healthy() {
    return healthy;
  }

  /** What the next header will say. */
  public BlockSettings settings() {
    return settings;
  }

  /** The next block's header as it would start now. */
  public BlockHeader draft() {
    return settings.draft(chain.tip().block(), clock);
  }

  /** The time that the next block would have, were it made by the clock. */
  public long now() {
    return clock.seconds() + settings.timeOffset();
  }

  /** Wakes automatic mining. */
  public void poke() {
    if (mining instanceof Mining.Auto && woken.compareAndSet(false, true)) {
      writer.execute(this::drain);
    }
  }

  private void drain() {
    woken.set(false);
    int failures = 0;
    while (mining instanceof Mining.Auto && pool.hasExecutable(draft().baseFeePerGas())) {
      failures = guarded(this::produce) ? 0 : failures + 1;
      if (failures == ATTEMPTS) {
        writer.schedule(this::poke, RETRY_SECONDS, TimeUnit.SECONDS);
        return;
      }
    }
  }

  /** Runs a step; a failure is said, and shows in {@link #healthy} until a step succeeds. */
  private boolean guarded(Runnable step) {
    try {
      step.run();
      healthy = true;
      return true;
    } catch (DatabaseFailure e) {
      healthy = false;
      log.trouble("no block was written: " + e.getMessage());
      return false;
    } catch (RuntimeException e) {
      healthy = false;
      log.crash("block production", e);
      return false;
    }
  }

  /** Mines {@code count} blocks, {@code interval} seconds of chain time apart after the first. */
  public CompletableFuture<Void> mine(int count, long interval) {
    return write(
        () -> {
          for (int i = 0; i < count; i++) {
            if (i > 0 && interval > 0) {
              settings = settings.withNextTimestamp(chain.tip().header().timestamp() + interval);
            }
            produceOnRequest();
          }
          return null;
        });
  }

  /** Whoever asked is told of a failure; readiness shows it too. */
  private void produceOnRequest() {
    try {
      produce();
      healthy = true;
    } catch (RuntimeException e) {
      healthy = false;
      throw e;
    }
  }

  /** Runs {@code change} between blocks. */
  public <T> CompletableFuture<T> write(Supplier<T> change) {
    return CompletableFuture.supplyAsync(change, writer);
  }

  /**
   * The state root that a difference to the newest state leads to, on the writer, which alone knows
   * the trie; zero when {@code base} is not the newest block.
   */
  public CompletableFuture<Hash> rootAfter(ChainBlock base, StateDiff diff) {
    return write(
        () ->
            chain.tip().block().hash().equals(base.hash())
                ? chain.prepare(diff).root()
                : Hash.ZERO);
  }

  /** Changes the next header's settings. */
  public CompletableFuture<Void> adjust(UnaryOperator<BlockSettings> change) {
    return write(
        () -> {
          settings = change.apply(settings);
          return null;
        });
  }

  /** Changes the newest state without a block. */
  public CompletableFuture<Void> edit(Consumer<WorldState> change) {
    return write(
        () -> {
          WorldState world = new WorldState(chain.tip().state());
          change.accept(world);
          world.endTransaction();
          edit(world.diff());
          return null;
        });
  }

  private void edit(StateDiff diff) {
    chain.edit(diff);
    pool.reset(this::nonce);
    poke();
  }

  /** The whole chain as plain data. */
  public CompletableFuture<StateDump> dump() {
    return write(chain::dump);
  }

  /**
   * Gives the accounts of a dump what they have there; others stay. The clock does not go back
   * behind the dump's; height and blocks stay those of this chain.
   */
  public CompletableFuture<Void> load(StateDump dump) {
    return write(
        () -> {
          edit(dump.asEdit());
          startClockAt(dump.timestamp());
          return null;
        });
  }

  /** Moves the clock ahead, if it is behind. */
  public void startClockAt(long timestamp) {
    long behind = timestamp - now();
    if (behind > 0) {
      settings = settings.withTimeOffset(settings.timeOffset() + behind);
    }
  }

  /** Remembers this point; the number brings it back once. */
  public CompletableFuture<Long> snapshot() {
    return write(
        () -> {
          Blockchain.Tip tip = chain.tip();
          long id = nextSnapshot++;
          snapshots.put(id, new Saved(tip.number(), tip.edits(), settings, pool.transactions()));
          return id;
        });
  }

  /** Returns to a snapshot, forgetting it and all later ones; false if there is none. */
  public CompletableFuture<Boolean> revert(long id) {
    return write(
        () -> {
          Saved saved = snapshots.get(id);
          if (saved == null) {
            return false;
          }
          snapshots.tailMap(id, true).clear();
          chain.rollbackTo(saved.number(), saved.edits());
          settings = saved.settings();
          pool.clear();
          pool.reset(this::nonce);
          saved.pool().forEach(old -> pool.add(old, this::nonce));
          poke();
          return true;
        });
  }

  /** Takes the newest blocks back, with the edits since; snapshots of them are gone. */
  public CompletableFuture<Void> rollback(long depth) {
    return write(
        () -> {
          long target = Math.max(0, chain.tip().number() - depth);
          snapshots.values().removeIf(saved -> saved.number() > target);
          chain.rollbackTo(target, StateDiff.EMPTY);
          pool.reset(this::nonce);
          poke();
          return null;
        });
  }

  /** Returns to the genesis block, forgetting pool, snapshots and settings. */
  public CompletableFuture<Void> reset() {
    return write(
        () -> {
          snapshots.clear();
          chain.rollbackTo(0, StateDiff.EMPTY);
          settings = BlockSettings.DEFAULT;
          pool.clear();
          return null;
        });
  }

  private long nonce(Address address) {
    return chain.tip().state().account(address).map(account -> account.nonce()).orElse(0L);
  }

  /** The block in the making. */
  private static final class Building {
    private final List<PooledTransaction> included = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<CallOutcome> outcomes = new ArrayList<>();
    private final Set<Address> stuck = new HashSet<>();
    private LogsBloom bloom = LogsBloom.EMPTY;
    private long gasUsed;
  }

  private void produce() {
    BlockHeader draft = draft();
    WorldState world = new WorldState(chain.tip().state());
    Building building = new Building();
    for (PooledTransaction candidate : pool.best(draft.baseFeePerGas(), draft.gasLimit())) {
      if (!building.stuck.contains(candidate.sender())) {
        attempt(building, world, draft, candidate);
      }
    }
    Block block = seal(building, world, draft);
    settings = settings.afterBlock(block.header(), clock);
    // Before the answers, so that what a client does next stands after it.
    log.block(chain.tip().block(), building.included, building.outcomes);
    pool.included(building.included);
  }

  private void attempt(
      Building building, WorldState world, BlockHeader draft, PooledTransaction candidate) {
    TransactionResult result;
    try {
      result =
          processor.process(
              world,
              context(draft),
              candidate.transaction(),
              candidate.sender(),
              building.gasUsed,
              Wallet.options(candidate.transaction(), options));
    } catch (RuntimeException e) {
      pool.drop(candidate.hash());
      throw e;
    }
    switch (result) {
      case TransactionResult.Invalid(_, var message) -> {
        building.stuck.add(candidate.sender());
        pool.drop(candidate.hash());
        log.dropped(candidate, message);
      }
      case TransactionResult.Included(var receipt, var outcome) -> {
        building.gasUsed = receipt.cumulativeGasUsed();
        building.bloom = building.bloom.or(receipt.logsBloom());
        building.receipts.add(receipt);
        building.included.add(candidate);
        building.outcomes.add(outcome);
      }
    }
  }

  /** What a transaction sees of the block with that header. */
  public BlockContext context(BlockHeader header) {
    return new BlockContext(
        header.number(),
        header.timestamp(),
        header.coinbase(),
        header.gasLimit(),
        header.baseFeePerGas(),
        header.prevRandao(),
        chain.chainId());
  }

  private Block seal(Building building, WorldState world, BlockHeader draft) {
    PreparedState state = chain.prepare(world.diff());
    List<Transaction> transactions =
        building.included.stream().map(PooledTransaction::transaction).toList();
    List<Bytes> receipts = building.receipts.stream().map(Receipt::encode).toList();
    BlockHeader header =
        draft.sealed(
            state.root(),
            TrieRoot.ofList(building.included.stream().map(PooledTransaction::encoded).toList()),
            TrieRoot.ofList(receipts),
            building.bloom,
            building.gasUsed);
    Block block = new Block(header, transactions);
    List<Hash> hashes = building.included.stream().map(PooledTransaction::hash).toList();
    chain.append(block, hashes, building.receipts, state);
    return block;
  }

  /** Waits until what was handed in is done: under automatic mining, all that can be mined is. */
  public void idle() {
    write(
            () -> {
              drain();
              return null;
            })
        .join();
  }

  /** Finishes the step in hand and stops. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      writer.awaitTermination(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
