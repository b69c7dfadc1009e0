package dev.assay.state.db;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of addresses and slots that were asked for lately: a block's execution asks for most of
 * them more than once, and its commit once more. Each key has one place, the latest of those that
 * share it stays. What is remembered never becomes wrong, so threads race without harm: entries are
 * immutable, and a lost one is computed again.
 */
final class KeyCache {
  /** Heap of an entry: its place, the key's words, the hash. */
  private static final int ENTRY = 104;

  /** The key's words stand here, so that a look needs one place of the memory. */
  private record Known(long w0, long w1, long w2, long w3, Hash hash) {
    boolean isOf(UInt256 key) {
      return w3 == key.word(3) && w2 == key.word(2) && w1 == key.word(1) && w0 == key.word(0);
    }
  }

  private final @Nullable Known[] addresses;
  private final @Nullable Known[] slots;

  /** A cache of so many bytes of heap. */
  KeyCache(long capacity) {
    int size = (int) Long.highestOneBit(Math.clamp(capacity / ENTRY / 2, 1, 1 << 24));
    addresses = new @Nullable Known[size];
    slots = new @Nullable Known[size];
  }

  Hash of(Address address) {
    return find(addresses, address.toUInt256(), () -> Keccak.hash(address));
  }

  Hash of(UInt256 slot) {
    return find(slots, slot, () -> Keccak.hash(slot.toHash()));
  }

  private static Hash find(@Nullable Known[] entries, UInt256 key, Supplier<Hash> otherwise) {
    int place = key.hashCode() & (entries.length - 1);
    Known known = entries[place];
    if (known != null && known.isOf(key)) {
      return known.hash;
    }
    Hash hash = otherwise.get();
    entries[place] = new Known(key.word(0), key.word(1), key.word(2), key.word(3), hash);
    return hash;
  }
}
