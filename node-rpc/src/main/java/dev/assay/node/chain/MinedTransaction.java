package dev.assay.node.chain;

import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.Transaction;
import dev.assay.state.types.Hash;

/**
 * A transaction of the chain.
 *
 * @param block the block that holds it
 * @param index its position in the block
 */
public record MinedTransaction(ChainBlock block, int index) {
  /** The transaction itself. */
  public Transaction transaction() {
    return block.block().transactions().get(index);
  }

  /** Its identity. */
  public Hash hash() {
    return block.transactionHashes().get(index);
  }

  /** What became of it. */
  public Receipt receipt() {
    return block.receipts().get(index);
  }
}
