package dev.assay.state.db;

import dev.assay.state.trie.ResidentTrie;
import dev.assay.state.types.Hash;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tries of the newest state as far as they are in memory, up to a number of bytes. What no
 * block came by for longest goes first: whole storage tries, then the lower branches of the state
 * trie. For the thread that writes.
 */
final class TrieMemory {
  /** What a storage trie costs beside its branches: a key, an entry of the map, the trie. */
  private static final int OVERHEAD = 160;

  private final long capacity;
  private final LinkedHashMap<Hash, ResidentTrie> storages = new LinkedHashMap<>(64, 0.75f, true);
  private ResidentTrie state = ResidentTrie.of(Hash.EMPTY_TRIE);
  private long storageBytes;
  private int era = 1;

  /** Nothing kept was last touched before this era. */
  private int oldest = 1;

  TrieMemory(long capacity) {
    this.capacity = capacity;
  }

  /** Number of the update being made. */
  int era() {
    return era;
  }

  /** The state trie of a root. */
  ResidentTrie state(Hash root) {
    return state.root().equals(root) ? state : ResidentTrie.of(root);
  }

  /** The storage trie of an account. */
  ResidentTrie storage(Hash owner, Hash root) {
    ResidentTrie known = storages.get(owner);
    return known != null && known.root().equals(root) ? known : ResidentTrie.of(root);
  }

  /** Takes the tries after a block. */
  void written(ResidentTrie newState, Map<Hash, ResidentTrie> newStorages) {
    era++;
    state = newState;
    newStorages.forEach(this::replace);
    while (storageBytes + state.bytes() > capacity && storageBytes > capacity / 2) {
      Map.Entry<Hash, ResidentTrie> eldest = storages.pollFirstEntry();
      storageBytes -= cost(eldest.getValue());
    }
    if (storageBytes + state.bytes() > capacity) {
      sweep();
    }
  }

  private void replace(Hash owner, ResidentTrie trie) {
    ResidentTrie before =
        trie.root().equals(Hash.EMPTY_TRIE) ? storages.remove(owner) : storages.put(owner, trie);
    storageBytes -= before == null ? 0 : cost(before);
    storageBytes += trie.root().equals(Hash.EMPTY_TRIE) ? 0 : cost(trie);
  }

  private static long cost(ResidentTrie trie) {
    return OVERHEAD + trie.bytes();
  }

  /**
   * Forgets the older half of the time that is remembered, and of what is left three quarters more,
   * until there is room. Each look at everything that is kept takes a few milliseconds.
   */
  private void sweep() {
    for (int age = (era - oldest) / 2; size() > capacity - capacity / 4; age /= 4) {
      oldest = era - age;
      state.forget(oldest);
      if (age == 0) {
        break;
      }
    }
    while (size() > capacity && !storages.isEmpty()) {
      Map.Entry<Hash, ResidentTrie> eldest = storages.pollFirstEntry();
      storageBytes -= cost(eldest.getValue());
    }
  }

  /** Estimate of the heap taken. */
  long size() {
    return storageBytes + state.bytes();
  }

  /** Forgets everything: a commit failed, blocks were rolled back, or something did not verify. */
  void clear() {
    storages.clear();
    storageBytes = 0;
    state = ResidentTrie.of(Hash.EMPTY_TRIE);
    oldest = era;
  }
}
