/**
 * The hexary Merkle-Patricia trie (Yellow Paper, appendix D).
 *
 * <p>{@link dev.assay.state.trie.TrieRoot} computes a root from all sorted entries at once, with
 * nothing kept: block roots, and the oracle for everything else.
 */
@NullMarked
package dev.assay.state.trie;

import org.jspecify.annotations.NullMarked;
