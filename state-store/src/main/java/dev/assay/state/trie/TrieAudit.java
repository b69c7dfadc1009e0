package dev.assay.state.trie;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Hash;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Walks a whole trie in the order of its keys and recomputes every reference from what it refers
 * to: records from their bytes, leaves from the flat table. Needs memory for one path.
 */
public final class TrieAudit {
  private final TrieSource source;
  private final Consumer<TrieLeaf> leaves;
  private final RlpWriter writer = new RlpWriter(640);
  private long records;

  private TrieAudit(TrieSource source, Consumer<TrieLeaf> leaves) {
    this.source = source;
    this.leaves = leaves;
  }

  /**
   * Audits the trie of a root; shows every leaf; returns how many records it has.
   *
   * @throws TrieCorruption at the first reference that is not of what it refers to
   */
  public static long audit(TrieSource source, Hash root, Consumer<TrieLeaf> leaves) {
    TrieAudit audit = new TrieAudit(source, leaves);
    if (!root.equals(Hash.EMPTY_TRIE)) {
      byte[] record = source.branch(Position.ROOT);
      if (record == null) {
        audit.leaf(Position.ROOT, root.toArray());
      } else {
        audit.branch(Position.ROOT, record, root.toArray());
      }
    }
    return audit.records;
  }

  private void branch(Position position, byte[] record, byte[] reference) {
    BranchNode branch = BranchNode.ofRecord(record, position);
    branch.encode(position.depth(), writer);
    check(position, reference, "the record is not what its parent commits to");
    records++;
    for (int nibble = 0; nibble < 16; nibble++) {
      if (branch.hasChild(nibble)) {
        child(branch, nibble);
      }
    }
  }

  private void child(BranchNode parent, int nibble) {
    Position position = parent.childPosition(nibble);
    byte[] reference = parent.reference(nibble);
    if (parent.isLeaf(nibble)) {
      leaf(position, reference);
      return;
    }
    byte[] record = source.branch(position);
    if (record == null) {
      throw new TrieCorruption(position, "the record is missing");
    }
    branch(position, record, reference);
  }

  private void leaf(Position position, byte[] reference) {
    TrieLeaf leaf = source.leaf(position);
    if (leaf == null) {
      throw new TrieCorruption(position, "the leaf is missing from the flat table");
    }
    leaf.encode(position.depth(), writer);
    check(position, reference, "the flat entry is not the leaf that the trie commits to");
    leaves.accept(leaf);
  }

  private void check(Position position, byte[] reference, String otherwise) {
    boolean same =
        (position.depth() > 0 && writer.size() < Hash.SIZE)
            ? Arrays.equals(reference, 0, reference.length, writer.buffer(), 0, writer.size())
            : Arrays.equals(reference, Keccak.hash(writer.buffer(), 0, writer.size()).toArray());
    if (!same) {
      throw new TrieCorruption(position, otherwise);
    }
  }
}
