package dev.assay.state.trie;

import org.jspecify.annotations.Nullable;

/** Children of a branch that changed and have no place yet. */
final class Pending {
  private final @Nullable TrieNode[] nodes = new TrieNode[16];
  BranchNode branch;
  private int changed;
  private int gone;

  Pending(BranchNode branch) {
    this.branch = branch;
  }

  /** This, for the children of another branch. */
  Pending of(BranchNode other) {
    branch = other;
    changed = 0;
    gone = 0;
    return this;
  }

  /** The child as it will be; null when it does not change or goes. */
  @Nullable TrieNode node(int nibble) {
    return (changed >> nibble & 1) == 0 ? null : nodes[nibble];
  }

  void put(int nibble, @Nullable TrieNode node) {
    int bit = 1 << nibble;
    nodes[nibble] = node;
    changed |= bit;
    gone = node == null ? gone | bit : gone & ~bit;
  }

  /** Masks: the children there will be, those that come or change, those that go. */
  int present() {
    return (branch.children() | changed) & ~gone;
  }

  int placed() {
    return changed & ~gone;
  }

  int removed() {
    return branch.children() & gone;
  }
}
