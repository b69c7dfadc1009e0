package dev.assay.node.chain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import dev.assay.state.world.WorldState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first block. Its extra data names the chain id, so that a data directory knows which chain it
 * holds.
 *
 * @param chainId EIP-155 chain id
 * @param timestamp seconds since 1970
 * @param gasLimit gas limit of the block and of those that follow
 * @param baseFee base fee of the block in wei
 * @param balances who owns what, in wei
 * @param code contracts that stand from the start
 */
public record Genesis(
    long chainId,
    long timestamp,
    long gasLimit,
    UInt256 baseFee,
    Map<Address, UInt256> balances,
    Map<Address, Bytes> code) {
  private static final String MARK = "assay/";

  /** What the block's state differs in from nothing. */
  StateDiff state() {
    WorldState world = new WorldState(StateView.empty());
    balances.forEach(world::balance);
    code.forEach(
        (address, bytes) -> {
          world.nonce(address, 1);
          world.code(address, bytes);
        });
    world.endTransaction();
    return world.diff();
  }

  /** The block over a state root. */
  Block block(Hash stateRoot) {
    BlockHeader draft =
        BlockHeader.draft(Hash.ZERO, 0, timestamp, Address.ZERO, gasLimit, baseFee, Hash.ZERO);
    return new Block(
        draft
            .sealed(stateRoot, Hash.EMPTY_TRIE, Hash.EMPTY_TRIE, draft.logsBloom(), 0)
            .withExtraData(Bytes.wrap((MARK + chainId).getBytes(US_ASCII))),
        List.of());
  }

  /** The chain id that a genesis header names. */
  static Optional<Long> chainIdOf(BlockHeader genesis) {
    String text = new String(genesis.extraData().toArray(), US_ASCII);
    return text.matches(MARK + "[0-9]{1,18}")
        ? Optional.of(Long.parseLong(text.substring(MARK.length())))
        : Optional.empty();
  }
}
