package dev.assay.state.trie;

import dev.assay.state.types.Hash;
import org.jspecify.annotations.Nullable;

/** Where the records and leaves of one trie are read. */
public interface TrieSource {
  /** Record at a position; null when no branch is there. */
  byte @Nullable [] branch(Position position);

  /** A leaf below a position, where there is at most one; null when there is none. */
  @Nullable TrieLeaf leaf(Position position);

  /** The same, where the leaf may well be the one of a key. */
  default @Nullable TrieLeaf leaf(Position position, Hash likely) {
    return leaf(position);
  }
}
