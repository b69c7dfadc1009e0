package dev.assay.state.trie;

import org.jspecify.annotations.Nullable;

/** Where the records and leaves of one trie are read. */
public interface TrieSource {
  /** Record at a position; null when no branch is there. */
  byte @Nullable [] branch(Position position);

  /**
   * Whether the record at a position is in memory since it was last found to be what its parent
   * commits to, so that it need not be hashed again. Asked before {@link #branch}.
   */
  default boolean isVerified(Position position) {
    return false;
  }

  /** A leaf below a position, where there is at most one; null when there is none. */
  @Nullable TrieLeaf leaf(Position position);
}
