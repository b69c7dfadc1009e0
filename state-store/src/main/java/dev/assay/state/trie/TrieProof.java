package dev.assay.state.trie;

import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proofs from the records of a trie of hashed keys: encodings of the nodes from the root towards a
 * key, as far as the trie goes. They prove the value of the key or its absence. Nodes that stand
 * within their parent are not repeated.
 */
public final class TrieProof {
  private final TrieSource source;
  private final BranchMemory memory;
  private final Hash key;
  private final RlpWriter writer = new RlpWriter(640);
  private final List<Bytes> nodes = new ArrayList<>();

  private TrieProof(TrieSource source, BranchMemory memory, Hash key) {
    this.source = source;
    this.memory = memory;
    this.key = key;
  }

  /**
   * The proof of a key in the trie of a root.
   *
   * @throws TrieCorruption when a record or the leaf is missing or does not fit its parent
   */
  public static List<Bytes> prove(TrieSource source, Hash root, Hash key) {
    return prove(source, new BranchMemory(0), ResidentTrie.of(root), root, key);
  }

  /**
   * The same, reading as little as possible.
   *
   * @param memory knows branches that were met before
   * @param other the trie itself or one that may have subtrees in common with it, as those before
   *     and after an update have; another thread may go on with it
   * @throws TrieCorruption when a record or the leaf is missing or does not fit its parent
   */
  public static List<Bytes> prove(
      TrieSource source, BranchMemory memory, ResidentTrie other, Hash root, Hash key) {
    TrieProof proof = new TrieProof(source, memory, key);
    if (!root.equals(Hash.EMPTY_TRIE)) {
      proof.walk(root, other);
    }
    return proof.nodes;
  }

  private void walk(Hash root, ResidentTrie other) {
    Position position = Position.ROOT;
    byte[] reference = root.toArray();
    BranchNode beside = other.top;
    BranchNode branch =
        beside != null && other.root().equals(root) ? beside : branch(position, reference);
    while (branch != null) {
      boolean follows = key.sharedNibbles(branch.path()) >= branch.depth;
      addBranch(branch, position.depth(), follows);
      int nibble = key.nibble(branch.depth);
      if (!follows || !branch.hasChild(nibble)) {
        return;
      }
      position = branch.childPosition(nibble);
      reference = branch.reference(nibble);
      boolean same = beside != null && beside.hasSameChild(nibble, branch);
      beside = beside == null || beside.depth != branch.depth ? null : beside.resident(nibble);
      if (branch.isLeaf(nibble)) {
        branch = null;
      } else if (same && beside != null) {
        branch = beside;
      } else {
        branch = child(position, reference);
      }
    }
    addLeaf(position, reference);
  }

  private BranchNode child(Position position, byte[] reference) {
    BranchNode child = branch(position, reference);
    if (child == null) {
      throw new TrieCorruption(position, "the record is missing");
    }
    return child;
  }

  /** The branch that a reference at a position is to; null when no branch is there. */
  private @Nullable BranchNode branch(Position position, byte[] reference) {
    Hash hash = reference.length == Hash.SIZE ? Hash.of(reference) : null;
    byte[] known = hash == null ? null : memory.get(hash);
    if (known != null) {
      return BranchNode.ofRecord(known, position);
    }
    byte[] record = source.branch(position);
    if (record == null) {
      return null;
    }
    BranchNode branch = BranchNode.ofRecord(record, position);
    branch.require(position, reference, writer);
    if (hash != null) {
      memory.put(hash, record);
    }
    return branch;
  }

  private void addBranch(BranchNode branch, int position, boolean follows) {
    if (branch.depth > position) {
      branch.encode(position, writer);
      add(position);
    }
    if (follows) {
      branch.encodeBranch(writer);
      add(branch.depth);
    }
  }

  private void addLeaf(Position position, byte[] reference) {
    TrieLeaf leaf = source.leaf(position, key);
    if (leaf == null) {
      throw new TrieCorruption(position, "the leaf is missing from the flat table");
    }
    leaf.encode(position.depth(), writer);
    BranchNode.requireEncoded(position, reference, writer);
    add(position.depth());
  }

  private void add(int depth) {
    if (writer.size() >= Hash.SIZE || depth == 0) {
      nodes.add(writer.toBytes());
    }
  }
}
