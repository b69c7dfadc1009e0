package dev.assay.host;

import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;

/**
 * What a transaction can see of the block it runs in.
 *
 * @param number the block's number
 * @param timestamp seconds since 1970
 * @param coinbase who receives the priority fees
 * @param gasLimit gas of the whole block
 * @param baseFee wei per gas that are burnt (EIP-1559)
 * @param prevRandao the header's mix hash
 * @param chainId the chain's id
 */
public record BlockContext(
    long number,
    long timestamp,
    Address coinbase,
    long gasLimit,
    UInt256 baseFee,
    Hash prevRandao,
    long chainId) {
  /** The same block as a message sees it that pays nothing for gas: with a base fee of zero. */
  BlockContext withoutBaseFee() {
    return new BlockContext(
        number, timestamp, coinbase, gasLimit, UInt256.ZERO, prevRandao, chainId);
  }
}
