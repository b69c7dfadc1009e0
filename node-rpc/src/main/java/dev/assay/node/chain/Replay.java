package dev.assay.node.chain;

import dev.assay.host.BlockContext;
import dev.assay.host.Cancellation;
import dev.assay.host.ExecutionOptions;
import dev.assay.host.TransactionProcessor;
import dev.assay.host.TransactionResult;
import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.Transaction;
import dev.assay.state.db.TransactionLocation;
import dev.assay.state.world.WorldState;
import java.util.List;

/**
 * Executes a mined transaction again, on the state it had, with somebody watching. What comes out
 * is compared with the receipt on record, so that what was watched is what had happened.
 */
public final class Replay {
  private final Blockchain chain;
  private final BlockProducer producer;
  private final Simulator simulator;

  /** Replays of a chain, within the simulator's time limit. */
  public Replay(Blockchain chain, BlockProducer producer, Simulator simulator) {
    this.chain = chain;
    this.producer = producer;
    this.simulator = simulator;
  }

  /** The execution came out differently from what the chain has on record. */
  public static final class Diverged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Diverged(String message) {
      super(message);
    }
  }

  /**
   * Executes the transaction at a place, after those before it in its block.
   *
   * @throws Diverged when the result is not the one on record, as when a control method had changed
   *     the state between the blocks
   */
  public TransactionResult.Included transaction(
      TransactionLocation place, ExecutionOptions options) {
    ChainBlock block = chain.block(place.blockNumber()).orElseThrow();
    return simulator.limited(end -> run(block, place.index(), options.with(end), end));
  }

  private TransactionResult.Included run(
      ChainBlock block, int index, ExecutionOptions options, Cancellation end) {
    WorldState world = new WorldState(chain.stateAt(block.number() - 1));
    List<Transaction> transactions = block.block().transactions();
    ExecutionOptions unwatched = ExecutionOptions.NONE.with(end);
    for (int i = 0; i < index; i++) {
      process(block, i, world, transactions.get(i), unwatched);
    }
    return process(block, index, world, transactions.get(index), options);
  }

  private TransactionResult.Included process(
      ChainBlock block,
      int index,
      WorldState world,
      Transaction transaction,
      ExecutionOptions options) {
    TransactionProcessor processor = simulator.processor();
    BlockContext context = producer.context(block.header());
    long before = index == 0 ? 0 : block.receipts().get(index - 1).cumulativeGasUsed();
    TransactionResult result =
        processor.process(world, context, transaction, chain.sender(transaction), before, options);
    return switch (result) {
      case TransactionResult.Included included -> requireSame(block, index, included);
      case TransactionResult.Invalid(_, var message) ->
          throw new Diverged(
              "transaction " + index + " of block " + block.number() + ": " + message);
    };
  }

  private static TransactionResult.Included requireSame(
      ChainBlock block, int index, TransactionResult.Included again) {
    Receipt recorded = block.receipts().get(index);
    if (!again.receipt().encode().equals(recorded.encode())) {
      throw new Diverged(
          "transaction "
              + index
              + " of block "
              + block.number()
              + " used "
              + again.receipt().cumulativeGasUsed()
              + " gas in the block so far, "
              + recorded.cumulativeGasUsed()
              + " on record: its state was changed by a control method before the block");
    }
    return again;
  }
}
