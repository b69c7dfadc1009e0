/**
 * The hexary Merkle-Patricia trie (Yellow Paper, appendix D).
 *
 * <p>{@link dev.assay.state.trie.TrieRoot} computes a root from all sorted entries at once, with
 * nothing kept: block roots, and the oracle for everything else. {@link
 * dev.assay.state.trie.TrieUpdate} applies a block's changes to what is kept, in parts where that
 * pays, and leaves a {@link dev.assay.state.trie.ResidentTrie} for the next. A record read from the
 * disk is believed once it hashes to what its parent says; {@link dev.assay.state.trie.TrieProof}
 * proves keys of past tries with the branches that the newest one or earlier proofs have in memory.
 */
@NullMarked
package dev.assay.state.trie;

import org.jspecify.annotations.NullMarked;
