package dev.assay.state.trie;

import org.jspecify.annotations.Nullable;

/** Where the records and leaves of one trie are read. */
public interface TrieSource {
  /** Record at a position; null when no branch is there. */
  byte @Nullable [] branch(Position position);

  /** A leaf below a position, where there is at most one; null when there is none. */
  @Nullable TrieLeaf leaf(Position position);
}
