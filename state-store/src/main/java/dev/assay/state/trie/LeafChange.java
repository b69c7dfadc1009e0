package dev.assay.state.trie;

import dev.assay.state.types.Hash;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a leaf.
 *
 * @param value new value; null removes the leaf
 * @param existed whether the leaf is there before; one that was not is not removed
 */
public record LeafChange(Hash key, byte @Nullable [] value, boolean existed) {
  /** Refuses a removal of nothing. */
  public LeafChange {
    if (value == null && !existed) {
      throw new IllegalArgumentException("removal of a leaf that does not exist: " + key);
    }
  }

  /** Reads a little of everything, so that it comes into the caches. */
  long touch() {
    return value == null ? key.prefix() : key.prefix() + value[0] + value[value.length - 1];
  }

  /** A leaf that gets a value, new or instead of another. */
  public static LeafChange put(Hash key, byte[] value, boolean existed) {
    return new LeafChange(key, value, existed);
  }

  /** A leaf that is removed. */
  public static LeafChange remove(Hash key) {
    return new LeafChange(key, null, true);
  }
}
