package dev.assay.state.chain;

import dev.assay.state.trie.TrieRoot;
import dev.assay.state.types.Hash;
import java.util.List;

/** Roots that a header commits to, over the items of a block in order. */
public final class BlockRoots {
  private BlockRoots() {}

  /** Root over transactions. */
  public static Hash transactions(List<Transaction> transactions) {
    return TrieRoot.ofList(transactions.stream().map(Transaction::encode).toList());
  }

  /** Root over receipts. */
  public static Hash receipts(List<Receipt> receipts) {
    return TrieRoot.ofList(receipts.stream().map(Receipt::encode).toList());
  }

  /** Filter over everything that receipts logged. */
  public static LogsBloom bloom(List<Receipt> receipts) {
    return receipts.stream().map(Receipt::logsBloom).reduce(LogsBloom.EMPTY, LogsBloom::or);
  }
}
