package dev.assay.host;

import dev.assay.host.ExecutedBlock.Rejected;
import dev.assay.state.chain.LogsBloom;
import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.Transaction;
import dev.assay.state.types.Address;
import dev.assay.state.world.StateView;
import dev.assay.state.world.WorldState;
import java.util.ArrayList;
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
    WorldState world = new WorldState(parent);
    List<Transaction> included = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    List<CallOutcome> outcomes = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    long gasUsed = 0;
    LogsBloom bloom = LogsBloom.EMPTY;
    for (Transaction transaction : transactions) {
      switch (process(world, block, transaction, gasUsed, options)) {
        case TransactionResult.Included(Receipt receipt, CallOutcome outcome) -> {
          included.add(transaction);
          receipts.add(receipt);
          outcomes.add(outcome);
          gasUsed = receipt.cumulativeGasUsed();
          bloom = bloom.or(receipt.logsBloom());
        }
        case TransactionResult.Invalid(TxInvalidReason reason, String message) ->
            rejected.add(new Rejected(transaction, reason, message));
      }
    }
    return new ExecutedBlock(included, receipts, outcomes, rejected, world.diff(), gasUsed, bloom);
  }

  private TransactionResult process(
      WorldState world,
      BlockContext block,
      Transaction transaction,
      long gasUsed,
      ExecutionOptions options) {
    Optional<Address> sender = senders.apply(transaction);
    if (sender.isEmpty()) {
      TxInvalidReason reason = TxInvalidReason.INVALID_SENDER;
      return new TransactionResult.Invalid(reason, reason.text());
    }
    return processor.process(world, block, transaction, sender.get(), gasUsed, options);
  }
}
