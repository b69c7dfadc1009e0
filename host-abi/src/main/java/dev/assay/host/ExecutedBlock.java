package dev.assay.host;

import dev.assay.state.chain.LogsBloom;
import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.Transaction;
import dev.assay.state.world.StateDiff;
import java.util.List;

/**
 * A block's transactions, executed.
 *
 * @param transactions those that are in the block, in order
 * @param receipts their receipts, in the same order
 * @param outcomes how their executions ended, in the same order
 * @param rejected those that cannot be in the block
 * @param diff what changes in the state
 * @param gasUsed by all of them
 * @param bloom over all their logs
 */
public record ExecutedBlock(
    List<Transaction> transactions,
    List<Receipt> receipts,
    List<CallOutcome> outcomes,
    List<Rejected> rejected,
    StateDiff diff,
    long gasUsed,
    LogsBloom bloom) {
  public ExecutedBlock {
    transactions = List.copyOf(transactions);
    receipts = List.copyOf(receipts);
    outcomes = List.copyOf(outcomes);
    rejected = List.copyOf(rejected);
  }

  /** A transaction that was left out, and why. */
  public record Rejected(Transaction transaction, TxInvalidReason reason, String message) {}
}
