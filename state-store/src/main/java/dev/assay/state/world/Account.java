package dev.assay.state.world;

import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;

/**
 * An account as the state trie holds it.
 *
 * @param nonce unsigned 64-bit number
 * @param balance wei
 * @param storageRoot root of the account's storage trie
 * @param codeHash hash of its code, {@link Hash#EMPTY_CODE} without code
 */
public record Account(long nonce, UInt256 balance, Hash storageRoot, Hash codeHash) {
  /**
   * Nonce 0, balance 0, no storage, no code: what EIP-161 calls empty, and what absence reads as.
   */
  public static final Account EMPTY =
      new Account(0, UInt256.ZERO, Hash.EMPTY_TRIE, Hash.EMPTY_CODE);

  /** Whether nonce and balance are zero and there is no code (EIP-161). */
  public boolean isEmpty() {
    return nonce == 0 && balance.isZero() && !hasCode();
  }

  /** Whether there is code. */
  public boolean hasCode() {
    return !codeHash.equals(Hash.EMPTY_CODE);
  }

  /** Whether any slot of the storage is not zero. */
  public boolean hasStorage() {
    return !storageRoot.equals(Hash.EMPTY_TRIE);
  }
}
