package dev.assay.state.trie;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sorted changes applied at once to a trie of hashed keys.
 *
 * <p>The update walks down with the range of changes that each node is concerned with, and hashes
 * on the way back up, every changed node once. Leaves are not stored: the parent's record says that
 * a child is one, and its key and value are read from the flat tables in the two cases that need
 * them, an insertion beside it and the collapse of a branch onto it.
 *
 * <p>A node that an update has touched has no place until its parent is settled, because a branch
 * left with one child gives that child its own place.
 */
public final class TrieUpdate {
  /** What an update did to the record of a position; null for no record. */
  public record RecordChange(byte @Nullable [] before, byte @Nullable [] after) {}

  private final TrieSource source;
  private final List<LeafChange> changes;
  private final SortedMap<Position, RecordChange> records = new TreeMap<>();
  private final RlpWriter writer = new RlpWriter(640);
  private final Hash root;

  private TrieUpdate(TrieSource source, Hash root, List<LeafChange> changes) {
    this.source = source;
    this.changes = changes;
    this.root = changes.isEmpty() ? root : updateRoot(root);
  }

  /**
   * Applies changes, sorted by key and without duplicates, to the trie of a root.
   *
   * @throws TrieCorruption when a record that is needed is missing or does not fit its parent
   */
  public static TrieUpdate apply(TrieSource source, Hash root, List<LeafChange> changes) {
    return new TrieUpdate(source, root, changes);
  }

  /** Root after the changes. */
  public Hash root() {
    return root;
  }

  /** Records that changed. */
  public SortedMap<Position, RecordChange> records() {
    return Collections.unmodifiableSortedMap(records);
  }

  private Hash updateRoot(Hash before) {
    int size = changes.size();
    TrieNode result;
    if (before.equals(Hash.EMPTY_TRIE)) {
      result = build(0, size, null);
    } else {
      boolean verified = source.isVerified(Position.ROOT);
      byte[] record = source.branch(Position.ROOT);
      result =
          record == null
              ? updateLeaf(Position.ROOT, 0, size)
              : updateBranch(load(Position.ROOT, record, verified, before.toArray()), 0, size);
    }
    if (result == null) {
      return Hash.EMPTY_TRIE;
    }
    encode(result, 0);
    return Keccak.hash(writer.buffer(), 0, writer.size());
  }

  // ---- down

  private @Nullable TrieNode updateChild(BranchNode parent, int nibble, int from, int to) {
    if (!parent.hasChild(nibble)) {
      return build(from, to, null);
    }
    Position position = parent.childPosition(nibble);
    return parent.isLeaf(nibble)
        ? updateLeaf(position, from, to)
        : updateBranch(load(parent, nibble), from, to);
  }

  /** Below the position is one leaf: one of the changes is of it, or it stays beside them. */
  private @Nullable TrieNode updateLeaf(Position position, int from, int to) {
    for (int i = from; i < to; i++) {
      if (changes.get(i).existed()) {
        return build(from, to, null);
      }
    }
    return build(from, to, leaf(position));
  }

  private @Nullable TrieNode updateBranch(BranchNode branch, int from, int to) {
    int shared =
        Math.min(
            changes.get(from).key().sharedNibbles(branch.path),
            changes.get(to - 1).key().sharedNibbles(branch.path));
    return shared < branch.depth
        ? split(branch, shared, from, to)
        : updateChildren(branch, from, to);
  }

  private @Nullable TrieNode updateChildren(BranchNode branch, int from, int to) {
    Pending pending = new Pending(branch);
    for (int next = from; next < to; ) {
      int nibble = changes.get(next).key().nibble(branch.depth);
      int end = groupEnd(next, to, branch.depth);
      pending.put(nibble, updateChild(branch, nibble, next, end));
      next = end;
    }
    return settle(pending);
  }

  /** Some changes leave the extension above the branch: a new branch where the first leaves. */
  private @Nullable TrieNode split(BranchNode branch, int shared, int from, int to) {
    Pending pending = new Pending(new BranchNode(branch.path.prefix(shared), shared));
    int own = branch.path.nibble(shared);
    pending.put(own, branch);
    for (int next = from; next < to; ) {
      int nibble = changes.get(next).key().nibble(shared);
      int end = groupEnd(next, to, shared);
      pending.put(nibble, nibble == own ? updateBranch(branch, next, end) : build(next, end, null));
      next = end;
    }
    return settle(pending);
  }

  private int groupEnd(int from, int to, int depth) {
    int nibble = changes.get(from).key().nibble(depth);
    int end = from + 1;
    while (end < to && changes.get(end).key().nibble(depth) == nibble) {
      end++;
    }
    return end;
  }

  // ---- building where nothing was

  private @Nullable TrieNode build(int from, int to, @Nullable TrieLeaf beside) {
    List<TrieLeaf> leaves = new ArrayList<>(to - from + 1);
    for (LeafChange change : changes.subList(from, to)) {
      byte[] value = change.value();
      if (value != null) {
        leaves.add(new TrieLeaf(change.key(), value));
      }
    }
    if (beside != null) {
      int at = 0;
      while (at < leaves.size() && leaves.get(at).key().compareTo(beside.key()) < 0) {
        at++;
      }
      leaves.add(at, beside);
    }
    return leaves.isEmpty() ? null : build(leaves);
  }

  private TrieNode build(List<TrieLeaf> leaves) {
    TrieLeaf first = leaves.getFirst();
    if (leaves.size() == 1) {
      return first;
    }
    int shared = first.key().sharedNibbles(leaves.getLast().key());
    BranchNode branch = new BranchNode(first.key().prefix(shared), shared);
    for (int next = 0; next < leaves.size(); ) {
      int nibble = leaves.get(next).key().nibble(shared);
      int end = next + 1;
      while (end < leaves.size() && leaves.get(end).key().nibble(shared) == nibble) {
        end++;
      }
      place(branch, nibble, build(leaves.subList(next, end)));
      next = end;
    }
    return branch;
  }

  // ---- up

  /** Children of a branch that changed and have no place yet. */
  private static final class Pending {
    final BranchNode branch;
    final @Nullable TrieNode[] nodes = new TrieNode[16];
    int changed;

    Pending(BranchNode branch) {
      this.branch = branch;
    }

    void put(int nibble, @Nullable TrieNode node) {
      nodes[nibble] = node;
      changed |= 1 << nibble;
    }

    boolean isChanged(int nibble) {
      return (changed >> nibble & 1) != 0;
    }

    boolean has(int nibble) {
      return isChanged(nibble) ? nodes[nibble] != null : branch.hasChild(nibble);
    }
  }

  private @Nullable TrieNode settle(Pending pending) {
    int count = 0;
    int last = -1;
    for (int nibble = 0; nibble < 16; nibble++) {
      if (pending.has(nibble)) {
        count++;
        last = nibble;
      }
    }
    if (count < 2) {
      return count == 0 ? null : onlyChild(pending, last);
    }
    BranchNode branch = pending.branch;
    for (int nibble = 0; nibble < 16; nibble++) {
      TrieNode node = pending.nodes[nibble];
      if (node != null) {
        place(branch, nibble, node);
      } else if (pending.isChanged(nibble) && branch.hasChild(nibble)) {
        branch.remove(nibble);
      }
    }
    return branch;
  }

  private TrieNode onlyChild(Pending pending, int nibble) {
    TrieNode changed = pending.nodes[nibble];
    if (changed != null) {
      return changed;
    }
    BranchNode branch = pending.branch;
    return branch.isLeaf(nibble) ? leaf(branch.childPosition(nibble)) : load(branch, nibble);
  }

  private void place(BranchNode parent, int nibble, TrieNode child) {
    encode(child, parent.depth + 1);
    parent.put(nibble, child instanceof TrieLeaf, writer.buffer(), writer.size());
  }

  /** Leaves the node's encoding in the writer and, for a branch, its record at the position. */
  private void encode(TrieNode node, int position) {
    switch (node) {
      case TrieLeaf leaf -> leaf.encode(position, writer);
      case BranchNode branch -> {
        branch.encode(position, writer);
        Position at = Position.of(branch.path, position);
        RecordChange known = records.get(at);
        byte[] before = known == null ? null : known.before();
        records.put(at, new RecordChange(before, branch.toRecord(position)));
      }
    }
  }

  // ---- reading

  private TrieLeaf leaf(Position position) {
    TrieLeaf leaf = source.leaf(position);
    if (leaf == null) {
      throw new TrieCorruption(position, "the leaf is missing from the flat table");
    }
    return leaf;
  }

  private BranchNode load(BranchNode parent, int nibble) {
    Position position = parent.childPosition(nibble);
    boolean verified = source.isVerified(position);
    byte[] record = source.branch(position);
    if (record == null) {
      throw new TrieCorruption(position, "the record is missing");
    }
    return load(position, record, verified, parent.reference(nibble));
  }

  /** Takes a branch off its place; it gets that or another one when it is settled. */
  private BranchNode load(Position position, byte[] record, boolean verified, byte[] reference) {
    BranchNode node = BranchNode.ofRecord(record, position);
    if (!verified) {
      node.encode(position.depth(), writer);
      checkReference(position, reference);
    }
    records.put(position, new RecordChange(record, null));
    return node;
  }

  private void checkReference(Position position, byte[] reference) {
    boolean fits =
        reference.length < Hash.SIZE
            ? Arrays.equals(reference, 0, reference.length, writer.buffer(), 0, writer.size())
            : Keccak.hash(writer.buffer(), 0, writer.size()).equals(Hash.of(reference));
    if (!fits) {
      throw new TrieCorruption(position, "the record is not what its parent commits to");
    }
  }
}
