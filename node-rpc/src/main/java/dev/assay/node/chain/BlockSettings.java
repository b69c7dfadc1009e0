package dev.assay.node.chain;

import dev.assay.state.chain.BlockHeader;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the header of the next block says beyond what the chain decides; immutable, replaced by the
 * control methods. The one-time values are forgotten with the block that used them.
 *
 * @param timeOffset seconds that the chain's clock is ahead of the time source
 * @param nextTimestamp timestamp of the next block
 * @param timestampInterval fixed distance between timestamps, instead of the clock
 * @param nextBaseFee base fee of the next block
 * @param nextRandao randomness of the next block
 * @param coinbase who gets the tips
 * @param gasLimit gas limit of blocks; empty keeps the parent's
 */
public record BlockSettings(
    long timeOffset,
    OptionalLong nextTimestamp,
    OptionalLong timestampInterval,
    Optional<UInt256> nextBaseFee,
    Optional<Hash> nextRandao,
    Address coinbase,
    OptionalLong gasLimit) {

  /** Nothing special. */
  public static final BlockSettings DEFAULT =
      new BlockSettings(
          0,
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Address.ZERO,
          OptionalLong.empty());

  /**
   * The header that the next block starts with. Timestamps never decrease; blocks of one second
   * share it, so that fast mining does not run ahead of the clock.
   */
  BlockHeader draft(ChainBlock parent, TimeSource clock) {
    BlockHeader last = parent.header();
    return BlockHeader.draft(
        parent.hash(),
        parent.number() + 1,
        timestamp(last.timestamp(), clock),
        coinbase,
        gasLimit.orElse(last.gasLimit()),
        nextBaseFee.orElseGet(() -> FeeMarket.nextBaseFee(last)),
        nextRandao.orElseGet(() -> Keccak.hash(parent.hash())));
  }

  private long timestamp(long last, TimeSource clock) {
    long wanted =
        nextTimestamp.orElseGet(
            () ->
                timestampInterval.isPresent()
                    ? last + timestampInterval.getAsLong()
                    : clock.seconds() + timeOffset);
    return Math.max(last, wanted);
  }

  /** The settings after a block: the chosen timestamp moves the clock, one-time values go. */
  BlockSettings afterBlock(BlockHeader block, TimeSource clock) {
    long offset = nextTimestamp.isPresent() ? block.timestamp() - clock.seconds() : timeOffset;
    return new BlockSettings(
        offset,
        OptionalLong.empty(),
        timestampInterval,
        Optional.empty(),
        Optional.empty(),
        coinbase,
        gasLimit);
  }

  /** The same with the clock moved to an offset. */
  public BlockSettings withTimeOffset(long seconds) {
    return new BlockSettings(
        seconds, nextTimestamp, timestampInterval, nextBaseFee, nextRandao, coinbase, gasLimit);
  }

  /** The same with the next block's timestamp chosen. */
  public BlockSettings withNextTimestamp(long seconds) {
    return new BlockSettings(
        timeOffset,
        OptionalLong.of(seconds),
        timestampInterval,
        nextBaseFee,
        nextRandao,
        coinbase,
        gasLimit);
  }

  /** The same with a fixed distance between timestamps, or none. */
  public BlockSettings withTimestampInterval(OptionalLong seconds) {
    return new BlockSettings(
        timeOffset, nextTimestamp, seconds, nextBaseFee, nextRandao, coinbase, gasLimit);
  }

  /** The same with the next block's base fee chosen. */
  public BlockSettings withNextBaseFee(UInt256 fee) {
    return new BlockSettings(
        timeOffset,
        nextTimestamp,
        timestampInterval,
        Optional.of(fee),
        nextRandao,
        coinbase,
        gasLimit);
  }

  /** The same with the next block's randomness chosen. */
  public BlockSettings withNextRandao(Hash randao) {
    return new BlockSettings(
        timeOffset,
        nextTimestamp,
        timestampInterval,
        nextBaseFee,
        Optional.of(randao),
        coinbase,
        gasLimit);
  }

  /** The same with another receiver of tips. */
  public BlockSettings withCoinbase(Address address) {
    return new BlockSettings(
        timeOffset, nextTimestamp, timestampInterval, nextBaseFee, nextRandao, address, gasLimit);
  }

  /** The same with another gas limit of blocks. */
  public BlockSettings withGasLimit(long gas) {
    return new BlockSettings(
        timeOffset,
        nextTimestamp,
        timestampInterval,
        nextBaseFee,
        nextRandao,
        coinbase,
        OptionalLong.of(gas));
  }
}
