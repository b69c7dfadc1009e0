package dev.assay.host;

import dev.assay.state.chain.Receipt;

/** What became of a transaction. */
public sealed interface TransactionResult {
  /** It is in the block, whether it succeeded or not. */
  record Included(Receipt receipt, CallOutcome outcome) implements TransactionResult {}

  /**
   * It cannot be in the block; nothing has changed.
   *
   * @param message the reason's text and the particulars
   */
  record Invalid(TxInvalidReason reason, String message) implements TransactionResult {}
}
