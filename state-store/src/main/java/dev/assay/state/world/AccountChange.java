package dev.assay.state.world;

import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of an account. */
public sealed interface AccountChange {
  /** The account and all its storage are gone. */
  record Deleted() implements AccountChange {}

  /**
   * The account exists, with these values.
   *
   * @param nonce unsigned 64-bit number
   * @param storageCleared whether all storage from before is gone, before {@code storage} applies
   * @param storage the slots whose word changed, with the new word; zero removes
   */
  record Updated(
      long nonce,
      UInt256 balance,
      Hash codeHash,
      boolean storageCleared,
      SortedMap<UInt256, UInt256> storage)
      implements AccountChange {
    /** Copies the slots. */
    public Updated {
      storage = Collections.unmodifiableSortedMap(new TreeMap<>(storage));
    }
  }
}
