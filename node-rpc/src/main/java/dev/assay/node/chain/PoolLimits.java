package dev.assay.node.chain;

import java.time.Duration;

/**
 * How much the pool holds, and for how long. A development chain mines what it accepts, so its
 * limits are there to bound memory rather than to ration space.
 *
 * @param pending executable transactions, all senders
 * @param queued transactions waiting for an earlier nonce, all senders
 * @param queuedPerSender of them, by one sender
 * @param transactionBytes encoded size of one transaction
 * @param priceBumpPercent by how much a replacement must raise both fees
 * @param lifetime how long a transaction waits for an earlier nonce
 */
public record PoolLimits(
    int pending,
    int queued,
    int queuedPerSender,
    int transactionBytes,
    int priceBumpPercent,
    Duration lifetime) {

  private static final Duration THREE_HOURS = Duration.ofHours(3);

  /** Of a development chain. */
  public static final PoolLimits DEV =
      new PoolLimits(65_536, 16_384, 4096, 2 << 20, 10, THREE_HOURS);

  /** Of a public node: geth's numbers. */
  public static final PoolLimits PUBLIC =
      new PoolLimits(5120, 1024, 64, 128 << 10, 10, THREE_HOURS);
}
