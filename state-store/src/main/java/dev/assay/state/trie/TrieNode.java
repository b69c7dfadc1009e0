package dev.assay.state.trie;

/** A node that an update holds in memory and has not given a place yet. */
sealed interface TrieNode permits BranchNode, TrieLeaf {}
