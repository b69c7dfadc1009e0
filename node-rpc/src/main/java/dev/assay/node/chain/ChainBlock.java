package dev.assay.node.chain;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.Log;
import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.Transaction;
import dev.assay.state.types.Hash;
import java.util.List;

/**
 * A block of the chain with what is expensive to compute again.
 *
 * @param block header and transactions
 * @param hash identity of the block
 * @param transactionHashes identities of its transactions
 * @param receipts one for each transaction
 */
public record ChainBlock(
    Block block, Hash hash, List<Hash> transactionHashes, List<Receipt> receipts) {
  /** Header, lists, hash. */
  static final int BLOCK_BYTES = 1_500;

  /** A transaction without its input, its hash, its receipt with its bloom and without its logs. */
  static final int TRANSACTION_BYTES = 1_000;

  /** A log with its topics, without its data. */
  private static final int LOG_BYTES = 350;

  /** Copies the lists. */
  public ChainBlock {
    transactionHashes = List.copyOf(transactionHashes);
    receipts = List.copyOf(receipts);
  }

  /** Height. */
  public long number() {
    return block.number();
  }

  /** The header. */
  public BlockHeader header() {
    return block.header();
  }

  /** About how many bytes it takes in memory. */
  long footprint() {
    long bytes = BLOCK_BYTES + (long) TRANSACTION_BYTES * transactionHashes.size();
    for (Transaction transaction : block.transactions()) {
      bytes += transaction.input().size();
    }
    for (Receipt receipt : receipts) {
      for (Log log : receipt.logs()) {
        bytes += LOG_BYTES + log.data().size();
      }
    }
    return bytes;
  }

  /** Gas that one transaction used. */
  public long gasUsed(int index) {
    long before = index == 0 ? 0 : receipts.get(index - 1).cumulativeGasUsed();
    return receipts.get(index).cumulativeGasUsed() - before;
  }

  /** How many logs the transactions before one emitted: the index of its first log. */
  public int firstLog(int index) {
    return receipts.subList(0, index).stream().mapToInt(receipt -> receipt.logs().size()).sum();
  }
}
