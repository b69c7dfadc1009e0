package dev.assay.state.db;

import dev.assay.state.types.Hash;
import java.util.Optional;

/**
 * Blocks that were acknowledged and are gone, accepted by an operator.
 *
 * @param first lowest number
 * @param last highest number
 * @param lastHash hash of the highest
 */
public record LostBlocks(long first, long last, Hash lastHash) {
  static Optional<LostBlocks> between(Optional<Head> left, Head acknowledged) {
    long newest = left.map(Head::number).orElse(HeadCell.NONE);
    return newest < acknowledged.number()
        ? Optional.of(new LostBlocks(newest + 1, acknowledged.number(), acknowledged.hash()))
        : Optional.empty();
  }
}
