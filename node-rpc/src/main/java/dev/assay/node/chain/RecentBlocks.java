package dev.assay.node.chain;

import dev.assay.state.types.Hash;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest blocks at hand, by height and by the transactions in them: whoever has just sent
 * something asks for its receipt, and that needs no disk. Thread-safe.
 */
final class RecentBlocks {
  private final long capacity;
  private final LinkedHashMap<Long, ChainBlock> byNumber = new LinkedHashMap<>();
  private final Map<Hash, MinedTransaction> byTransaction = new HashMap<>();
  private long bytes;

  /** Holds blocks of about so many bytes. */
  RecentBlocks(long capacity) {
    this.capacity = capacity;
  }

  synchronized Optional<ChainBlock> block(long number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  synchronized Optional<MinedTransaction> transaction(Hash hash) {
    return Optional.ofNullable(byTransaction.get(hash));
  }

  /** Takes in the next block; the oldest make room, but one always stays. */
  synchronized void append(ChainBlock block) {
    byNumber.put(block.number(), block);
    bytes += block.footprint();
    for (int i = 0; i < block.transactionHashes().size(); i++) {
      byTransaction.put(block.transactionHashes().get(i), new MinedTransaction(block, i));
    }
    while (bytes > capacity && byNumber.size() > 1) {
      forget(byNumber.pollFirstEntry().getValue());
    }
  }

  /** Forgets the blocks above a height, newest first. */
  synchronized void truncate(long number) {
    while (!byNumber.isEmpty() && byNumber.lastEntry().getKey() > number) {
      forget(byNumber.pollLastEntry().getValue());
    }
  }

  private void forget(ChainBlock block) {
    bytes -= block.footprint();
    block.transactionHashes().forEach(byTransaction::remove);
  }
}
