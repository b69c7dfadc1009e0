package dev.assay.node.chain;

import dev.assay.host.BlockContext;
import dev.assay.host.ExecutionOptions;
import dev.assay.host.TransactionProcessor;
import dev.assay.host.TransactionResult;
import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.Transaction;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import dev.assay.state.world.WorldState;

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
   * Executes a transaction, after those before it in its block.
   *
   * @throws Diverged when the result is not the one on record, as when a control method had changed
   *     the state between the blocks
   */
  public TransactionResult.Included transaction(MinedTransaction mined, ExecutionOptions options) {
    WorldState world = new WorldState(stateBefore(mined.block(), mined.index()));
    return simulator.limited(
        end -> process(mined.block(), mined.index(), world, options.with(end)));
  }

  /** What an execution changed. */
  public record Changes(TransactionResult.Included result, StateDiff diff) {}

  /**
   * Executes a transaction over a state given by the caller, who so sees what it reads.
   *
   * @param before {@link #stateBefore}, or a view that passes its reads on
   */
  public Changes over(StateView before, ChainBlock block, int index, ExecutionOptions options) {
    WorldState world = new WorldState(before);
    TransactionResult.Included result =
        simulator.limited(end -> process(block, index, world, options.with(end)));
    return new Changes(result, world.diff());
  }

  /** Executes one transaction of a block and says what it changed. */
  public interface Step {
    /** Executes the transaction at an index over the state it found. */
    Changes execute(StateView before, int index);
  }

  /** Executes the transactions of a block in order, each over what those before it left. */
  public void each(ChainBlock block, Step step) {
    StateView parent = chain.stateAt(block.number() - 1);
    StateDiff soFar = StateDiff.EMPTY;
    for (int i = 0; i < block.transactionHashes().size(); i++) {
      StateView before = soFar.isEmpty() ? parent : new Edits(parent, soFar);
      soFar = Edits.merge(soFar, step.execute(before, i).diff());
    }
  }

  /** The state that a transaction of a block found. */
  public StateView stateBefore(ChainBlock block, int index) {
    StateView parent = chain.stateAt(block.number() - 1);
    if (index == 0) {
      return parent;
    }
    WorldState world = new WorldState(parent);
    for (int i = 0; i < index; i++) {
      int earlier = i;
      simulator.limited(end -> process(block, earlier, world, ExecutionOptions.NONE.with(end)));
    }
    return new Edits(parent, world.diff());
  }

  private TransactionResult.Included process(
      ChainBlock block, int index, WorldState world, ExecutionOptions options) {
    Transaction transaction = block.block().transactions().get(index);
    TransactionProcessor processor = simulator.processor();
    BlockContext context = producer.context(block.header());
    long before = index == 0 ? 0 : block.receipts().get(index - 1).cumulativeGasUsed();
    TransactionResult result =
        processor.process(
            world,
            context,
            transaction,
            chain.sender(new MinedTransaction(block, index)),
            before,
            Wallet.options(transaction, options));
    return switch (result) {
      case TransactionResult.Included included -> {
        Simulator.requireFinished(included.outcome());
        yield requireSame(block, index, included);
      }
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
