package dev.assay.state.world;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.trie.TrieRoot;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Roots of whole states, computed from every leaf. */
public final class StateRoot {
  private StateRoot() {}

  /** Root of the state trie of accounts, whose storage roots are taken as they are. */
  public static Hash of(Map<Address, Account> accounts) {
    SortedMap<Hash, byte[]> leaves = new TreeMap<>();
    accounts.forEach(
        (address, account) -> leaves.put(Keccak.hash(address), AccountRlp.encode(account)));
    return TrieRoot.ofHashed(leaves);
  }

  /** Root of the storage trie of slots. */
  public static Hash ofStorage(Map<UInt256, UInt256> slots) {
    SortedMap<Hash, byte[]> leaves = new TreeMap<>();
    slots.forEach(
        (slot, word) -> {
          if (!word.isZero()) {
            leaves.put(Keccak.hash(slot.toHash()), AccountRlp.encode(word));
          }
        });
    return TrieRoot.ofHashed(leaves);
  }
}
