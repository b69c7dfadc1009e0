package dev.assay.state.trie;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Children that have their place and whose hash is not in it yet, by the depth of the place. They
 * are hashed from the deepest up, so that a whole level is there at once to be hashed together.
 */
final class Unhashed {
  private static final int DEPTHS = 65;

  private final @Nullable Level[] levels = new Level[DEPTHS];
  private int deepest;

  /** Children at the same depth. */
  static final class Level {
    private BranchNode[] parents = new BranchNode[4];
    private TrieNode[] children = new TrieNode[4];
    private byte[] nibbles = new byte[4];
    private int size;

    int size() {
      return size;
    }

    BranchNode parent(int index) {
      return parents[index];
    }

    TrieNode child(int index) {
      return children[index];
    }

    int nibble(int index) {
      return nibbles[index];
    }

    private void add(BranchNode parent, int nibble, TrieNode child) {
      if (size == parents.length) {
        parents = Arrays.copyOf(parents, 2 * size);
        children = Arrays.copyOf(children, 2 * size);
        nibbles = Arrays.copyOf(nibbles, 2 * size);
      }
      parents[size] = parent;
      children[size] = child;
      nibbles[size++] = (byte) nibble;
    }
  }

  /** Takes a child that the parent has a slot for. */
  void add(BranchNode parent, int nibble, TrieNode child) {
    int depth = parent.depth + 1;
    Level level = levels[depth];
    if (level == null) {
      level = new Level();
      levels[depth] = level;
    }
    level.add(parent, nibble, child);
    deepest = Math.max(deepest, depth);
  }

  /** The deepest level that has anything, if it is below a depth. */
  @Nullable Level deepestBelow(int depth) {
    for (; deepest > depth; deepest--) {
      Level level = levels[deepest];
      if (level != null && level.size > 0) {
        return level;
      }
    }
    return null;
  }

  /** Says that all of a level have their hashes. */
  static void done(Level level) {
    level.size = 0;
  }
}
