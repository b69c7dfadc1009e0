package dev.assay.state.trie;

import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Hash;

/**
 * A leaf of a trie of hashed keys.
 *
 * @param value encoding that the trie commits to; not to be written to
 */
public record TrieLeaf(Hash key, byte[] value) implements TrieNode {
  /** Replaces what a writer holds by the encoding of this leaf where it hangs from a depth. */
  void encode(int position, RlpWriter writer) {
    writer.reset();
    writer.listHeader(Nibbles.leafPathLength(position) + RlpWriter.length(value));
    Nibbles.writeLeafPath(writer, key, position);
    writer.bytes(value);
  }
}
