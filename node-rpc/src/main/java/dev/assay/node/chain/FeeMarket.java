package dev.assay.node.chain;

import dev.assay.state.chain.BlockHeader;
import dev.assay.state.types.UInt256;
import java.math.BigInteger;

/** The base fee rule of EIP-1559. */
public final class FeeMarket {
  /** Geth's suggestion where no transaction tells otherwise, and the dev chains' since. */
  public static final UInt256 DEFAULT_TIP = UInt256.of(1_000_000_000L);

  private static final BigInteger CHANGE_DENOMINATOR = BigInteger.valueOf(8);
  private static final int ELASTICITY = 2;

  private FeeMarket() {}

  /** The base fee of the block after {@code parent}. */
  public static UInt256 nextBaseFee(BlockHeader parent) {
    long target = parent.gasLimit() / ELASTICITY;
    if (parent.gasUsed() == target || target == 0) {
      return parent.baseFeePerGas();
    }
    BigInteger fee = parent.baseFeePerGas().toBigInteger();
    BigInteger change =
        fee.multiply(BigInteger.valueOf(Math.abs(parent.gasUsed() - target)))
            .divide(BigInteger.valueOf(target))
            .divide(CHANGE_DENOMINATOR);
    return UInt256.of(
        parent.gasUsed() > target
            ? fee.add(change.max(BigInteger.ONE))
            : fee.subtract(change).max(BigInteger.ZERO));
  }
}
