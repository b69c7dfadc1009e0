package dev.assay.state.trie;

import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Proofs from the records of a trie of hashed keys. */
public final class TrieProof {
  private TrieProof() {}

  /**
   * Encodings of the nodes from the root towards a key, as far as the trie goes: they prove the
   * value of the key or its absence. Nodes that stand within their parent are not repeated.
   *
   * @throws TrieCorruption when a record is missing
   */
  public static List<Bytes> prove(TrieSource source, Hash root, Hash key) {
    return prove(source, ResidentTrie.of(root), key);
  }

  /**
   * The same, with what of the trie is in memory. Another thread may go on with the trie.
   *
   * @throws TrieCorruption when a record is missing
   */
  public static List<Bytes> prove(TrieSource source, ResidentTrie trie, Hash key) {
    List<Bytes> nodes = new ArrayList<>();
    if (trie.root().equals(Hash.EMPTY_TRIE)) {
      return nodes;
    }
    RlpWriter writer = new RlpWriter(640);
    Position position = Position.ROOT;
    BranchNode branch = trie.top == null ? decoded(source.branch(position), position) : trie.top;
    while (branch != null) {
      boolean follows = key.sharedNibbles(branch.path()) >= branch.depth;
      addBranch(nodes, branch, position.depth(), follows, writer);
      int nibble = key.nibble(branch.depth);
      if (!follows || !branch.hasChild(nibble)) {
        return nodes;
      }
      position = branch.childPosition(nibble);
      branch = branch.isLeaf(nibble) ? null : child(source, branch, nibble, position);
    }
    TrieLeaf leaf = source.leaf(position, key);
    if (leaf == null) {
      throw new TrieCorruption(position, "the leaf is missing from the flat table");
    }
    leaf.encode(position.depth(), writer);
    add(nodes, writer, position.depth());
    return nodes;
  }

  private static BranchNode child(
      TrieSource source, BranchNode parent, int nibble, Position position) {
    BranchNode resident = parent.resident(nibble);
    BranchNode child = resident == null ? decoded(source.branch(position), position) : resident;
    if (child == null) {
      throw new TrieCorruption(position, "the record is missing");
    }
    return child;
  }

  private static @Nullable BranchNode decoded(byte @Nullable [] record, Position position) {
    return record == null ? null : BranchNode.ofRecord(record, position);
  }

  private static void addBranch(
      List<Bytes> nodes, BranchNode branch, int position, boolean follows, RlpWriter writer) {
    if (branch.depth > position) {
      branch.encode(position, writer);
      add(nodes, writer, position);
    }
    if (follows) {
      branch.encodeBranch(writer);
      add(nodes, writer, branch.depth);
    }
  }

  private static void add(List<Bytes> nodes, RlpWriter writer, int depth) {
    if (writer.size() >= Hash.SIZE || depth == 0) {
      nodes.add(writer.toBytes());
    }
  }
}
