package dev.assay.state.trie;

import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.List;

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
    List<Bytes> nodes = new ArrayList<>();
    if (root.equals(Hash.EMPTY_TRIE)) {
      return nodes;
    }
    RlpWriter writer = new RlpWriter(640);
    Position position = Position.ROOT;
    byte[] record = source.branch(position);
    while (record != null) {
      BranchNode branch = BranchNode.ofRecord(record, position);
      boolean follows = key.sharedNibbles(branch.path) >= branch.depth;
      addBranch(nodes, branch, position.depth(), follows, writer);
      int nibble = key.nibble(branch.depth);
      if (!follows || !branch.hasChild(nibble)) {
        return nodes;
      }
      position = branch.childPosition(nibble);
      record = branch.isLeaf(nibble) ? null : record(source, position);
    }
    TrieLeaf leaf = source.leaf(position);
    if (leaf == null) {
      throw new TrieCorruption(position, "the leaf is missing from the flat table");
    }
    leaf.encode(position.depth(), writer);
    add(nodes, writer, position.depth());
    return nodes;
  }

  private static byte[] record(TrieSource source, Position position) {
    byte[] record = source.branch(position);
    if (record == null) {
      throw new TrieCorruption(position, "the record is missing");
    }
    return record;
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
