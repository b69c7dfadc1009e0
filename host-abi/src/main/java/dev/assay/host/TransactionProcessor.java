package dev.assay.host;

import dev.assay.host.code.CodeCache;
import dev.assay.metering.GasSchedule;
import dev.assay.state.chain.Transaction;
import dev.assay.state.types.Address;
import dev.assay.state.world.StateView;
import dev.assay.state.world.WorldState;
import java.util.Optional;

/**
 * Executes transactions and calls: a pure function of state, block and transaction. Safe to share;
 * the only thing it remembers is translated code, in the cache.
 */
public final class TransactionProcessor {
  private final GasSchedule schedule;
  private final CodeCache cache;

  /** A processor for chains with this schedule. */
  public TransactionProcessor(GasSchedule schedule, CodeCache cache) {
    this.schedule = schedule;
    this.cache = cache;
  }

  /** Prices, limits and features. */
  public GasSchedule schedule() {
    return schedule;
  }

  /** Translated code. */
  public CodeCache cache() {
    return cache;
  }

  /**
   * Whether a transaction could be in a block, as far as its sender's account and the block are
   * concerned.
   *
   * @param sender who signed it
   * @param gasAvailable gas that is left in the block
   * @return why not, or empty when it could
   */
  public Optional<TransactionResult.Invalid> validate(
      WorldState world,
      BlockContext block,
      Transaction transaction,
      Address sender,
      long gasAvailable) {
    throw new UnsupportedOperationException();
  }

  /**
   * Validates and executes a transaction. An invalid one changes nothing; otherwise its changes are
   * final in {@code world} ({@link WorldState#endTransaction}).
   *
   * @param sender who signed it
   * @param gasUsedBefore by the transactions before it in the block
   */
  public TransactionResult process(
      WorldState world,
      BlockContext block,
      Transaction transaction,
      Address sender,
      long gasUsedBefore,
      ExecutionOptions options) {
    throw new UnsupportedOperationException();
  }

  /** Executes a message on a state without changing it: {@code eth_call}, gas estimation. */
  public CallOutcome call(
      StateView state, BlockContext block, CallRequest request, ExecutionOptions options) {
    throw new UnsupportedOperationException();
  }
}
