package dev.assay.host;

import dev.assay.state.chain.Transaction;
import dev.assay.state.types.Address;
import dev.assay.state.world.StateView;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Executes the transactions of a block: a pure function of parent state, block and transactions.
 */
public final class BlockProcessor {
  private final TransactionProcessor processor;
  private final Function<Transaction, Optional<Address>> senders;

  /**
   * A block processor.
   *
   * @param senders recovers signers; {@link Transaction#sender} or a cache of it
   */
  public BlockProcessor(
      TransactionProcessor processor, Function<Transaction, Optional<Address>> senders) {
    this.processor = processor;
    this.senders = senders;
  }

  /** Executes single transactions and calls. */
  public TransactionProcessor transactions() {
    return processor;
  }

  /**
   * Executes transactions in order. One that cannot be in the block is left out and reported in
   * {@link ExecutedBlock#rejected}; a block is valid when there is none.
   */
  public ExecutedBlock execute(
      StateView parent, BlockContext block, List<Transaction> transactions) {
    return execute(parent, block, transactions, ExecutionOptions.NONE);
  }

  /** Executes transactions with somebody watching; otherwise like the other. */
  public ExecutedBlock execute(
      StateView parent,
      BlockContext block,
      List<Transaction> transactions,
      ExecutionOptions options) {
    throw new UnsupportedOperationException();
  }
}
