package dev.assay.node.chain;

import dev.assay.state.chain.Transaction;
import dev.assay.state.types.UInt256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Fee suggestions from recent blocks, as geth makes them. */
public final class FeeOracle {
  private static final int BLOCKS = 20;
  private static final int SAMPLES_PER_BLOCK = 3;
  private static final int PERCENTILE = 60;
  private static final UInt256 MAX_TIP = UInt256.of(500_000_000_000L);
  private static final UInt256 IGNORED_BELOW = UInt256.of(2);

  private final Blockchain chain;
  private volatile Cached cached = new Cached(-1, FeeMarket.DEFAULT_TIP);

  private record Cached(long block, UInt256 tip) {}

  /** Suggestions for a chain. */
  public FeeOracle(Blockchain chain) {
    this.chain = chain;
  }

  /**
   * A tip that recent blocks took: the 60th percentile of the three lowest of each of 20 blocks.
   */
  public UInt256 tip() {
    long head = chain.tip().number();
    Cached known = cached;
    if (known.block() != head) {
      known = new Cached(head, suggest(head));
      cached = known;
    }
    return known.tip();
  }

  private UInt256 suggest(long head) {
    List<UInt256> tips = new ArrayList<>();
    for (long number = head; number > 0 && number > head - BLOCKS; number--) {
      chain.block(number).ifPresent(block -> tips.addAll(lowest(block)));
    }
    if (tips.isEmpty()) {
      return FeeMarket.DEFAULT_TIP;
    }
    Collections.sort(tips);
    return tips.get((tips.size() - 1) * PERCENTILE / 100).min(MAX_TIP);
  }

  private static List<UInt256> lowest(ChainBlock block) {
    return tips(block).stream()
        .filter(tip -> !tip.lessThan(IGNORED_BELOW))
        .sorted()
        .limit(SAMPLES_PER_BLOCK)
        .toList();
  }

  /** What each transaction of a block paid above its base fee. */
  public static List<UInt256> tips(ChainBlock block) {
    UInt256 baseFee = block.header().baseFeePerGas();
    List<UInt256> tips = new ArrayList<>();
    for (Transaction transaction : block.block().transactions()) {
      tips.add(transaction.effectiveGasPrice(baseFee).subtract(baseFee));
    }
    return tips;
  }
}
