package dev.assay.state.db;

import dev.assay.state.types.Hash;

/**
 * A difference applied in memory: its root is known, its writes are ready, nothing is on disk. It
 * belongs to the head it was prepared over and is of no use after another commit.
 */
public interface PreparedState {
  /** Root of the state after the difference. */
  Hash root();

  /** How often Keccak's permutation ran for it: what it cost at least. */
  long permutations();
}
