package dev.assay.state.trie;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.KeccakBatch;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Hash;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 *
 * <p>Where hashes are had several at a time ({@link KeccakBatch}), a node's place is filled once
 * its neighbours are there too: a few changes at a time are looked up level by level on the way
 * down, and hashed level by level on the way up.
 *
 * <p>Many changes are split at the topmost branch: each of its children is a part of its own, and
 * what the parts changed lies in different places.
 */
public final class TrieUpdate {
  /** What an update did to the record of a position; null for no record. */
  public record RecordChange(
      Position position, byte @Nullable [] before, byte @Nullable [] after) {}

  /** Changes whose places in memory are asked for together. */
  private static final int AHEAD = 64;

  /** Changes from which on there are enough nodes of a level to hash them side by side. */
  private static final int SIDE_BY_SIDE = 16;

  private final boolean sideBySide;
  private final TrieSource source;
  private final List<LeafChange> changes;
  private final long[] prefixes;
  private final Forks forks;
  private final int era;
  private final ResidentTrie result;
  private final List<RecordChange> records;
  private final long permutations;

  /** Hashes each node as it is settled, or the nodes of a level side by side. */
  TrieUpdate(
      TrieSource source,
      ResidentTrie trie,
      List<LeafChange> changes,
      Forks forks,
      int era,
      boolean sideBySide) {
    this.sideBySide = sideBySide;
    this.source = source;
    this.changes = changes;
    this.prefixes = changes.stream().mapToLong(change -> change.key().prefix()).toArray();
    this.forks = forks;
    this.era = era;
    Strand strand = new Strand();
    this.result = changes.isEmpty() ? trie : strand.updateRoot(trie);
    this.records = strand.records();
    this.permutations = strand.permutations;
  }

  /**
   * Applies changes, sorted by key and without duplicates, to the trie of a root.
   *
   * @throws TrieCorruption when a record that is needed is missing or does not fit its parent
   */
  public static TrieUpdate apply(TrieSource source, Hash root, List<LeafChange> changes) {
    return apply(source, ResidentTrie.of(root), changes, Forks.NONE, 0);
  }

  /**
   * Applies changes, sorted by key and without duplicates, to a trie.
   *
   * @param era number of the update, for {@link ResidentTrie#forget}
   * @throws TrieCorruption when a record that is needed is missing or does not fit its parent
   */
  public static TrieUpdate apply(
      TrieSource source, ResidentTrie trie, List<LeafChange> changes, Forks forks, int era) {
    boolean sideBySide = KeccakBatch.width() > 1 && changes.size() >= SIDE_BY_SIDE;
    return new TrieUpdate(source, trie, changes, forks, era, sideBySide);
  }

  /** Root after the changes. */
  public Hash root() {
    return result.root();
  }

  /** The trie after the changes, with everything in memory that the update met. */
  public ResidentTrie trie() {
    return result;
  }

  /** Records that changed, each position once, in no particular order. */
  public List<RecordChange> records() {
    return records;
  }

  /** How often Keccak's permutation ran for what changed: what the update costs at least. */
  public long permutations() {
    return permutations;
  }

  /** A branch that is where it was, with another record. */
  private record Settled(BranchNode branch, int position, byte[] before) {
    RecordChange change() {
      return new RecordChange(Position.of(branch.path(), position), before, branch.record());
    }
  }

  /** A record that is not where it was: the branch of before went away, another came. */
  private static final class Moved {
    byte @Nullable [] before;
    byte @Nullable [] after;

    /** Each of the two is known to one strand only. */
    Moved with(Moved other) {
      before = before == null ? other.before : before;
      after = after == null ? other.after : after;
      return this;
    }
  }

  /** Half-byte of a change's key; the first ones come from an array that is read in its order. */
  private int nibble(int change, int depth) {
    return depth < Long.BYTES * 2
        ? (int) (prefixes[change] >>> 60 - 4 * depth) & 15
        : changes.get(change).key().nibble(depth);
  }

  /** Where the changes end that share a half-byte with the first. */
  private int groupEnd(int from, int to, int depth) {
    int nibble = nibble(from, depth);
    int end = from + 1;
    while (end < to && nibble(end, depth) == nibble) {
      end++;
    }
    return end;
  }

  /** What one thread does of an update. */
  private final class Strand {
    private final RlpWriter writer = new RlpWriter(640);
    private final KeccakBatch hashes = sideBySide ? new KeccakBatch() : KeccakBatch.alone();
    private final Unhashed unhashed = new Unhashed();
    private final List<Settled> settled = new ArrayList<>();
    private final Map<Position, Moved> moved = new LinkedHashMap<>();
    private final @Nullable BranchNode[] ahead = new BranchNode[AHEAD];
    private final @Nullable Pending[] pendings = new Pending[2 * Hash.SIZE];

    /** Written so that nobody finds the reads of {@link #lookAhead} useless; never read. */
    @SuppressWarnings("unused")
    private long touched;

    /** Whether this is below a branch whose changes are looked up and hashed together. */
    private boolean together;

    private long bytes;
    private long permutations;

    ResidentTrie updateRoot(ResidentTrie trie) {
      bytes = trie.bytes();
      TrieNode node = updateTop(trie);
      if (node == null) {
        return ResidentTrie.of(Hash.EMPTY_TRIE);
      }
      hashBelow(0);
      encode(node, 0);
      countPermutations(writer.size());
      Hash root = Keccak.hash(writer.buffer(), 0, writer.size());
      return new ResidentTrie(root, node instanceof BranchNode branch ? branch : null, bytes);
    }

    private @Nullable TrieNode updateTop(ResidentTrie trie) {
      int size = changes.size();
      if (trie.root().equals(Hash.EMPTY_TRIE)) {
        return build(0, size, null);
      }
      if (trie.top != null) {
        return updateBranch(take(trie.top, 0), 0, 0, size);
      }
      byte[] record = source.branch(Position.ROOT);
      return record == null
          ? updateLeaf(Position.ROOT, 0, size)
          : updateBranch(load(Position.ROOT, record, trie.root().toArray()), 0, 0, size);
    }

    /** What changed, told as it is asked for. */
    List<RecordChange> records() {
      List<RecordChange> others = new ArrayList<>();
      moved.forEach(
          (position, change) -> {
            if (!Arrays.equals(change.before, change.after)) {
              others.add(new RecordChange(position, change.before, change.after));
            }
          });
      return new AbstractList<>() {
        @Override
        public int size() {
          return settled.size() + others.size();
        }

        @Override
        public RecordChange get(int index) {
          int beyond = index - settled.size();
          return beyond < 0 ? settled.get(index).change() : others.get(beyond);
        }
      };
    }

    private void absorb(Strand part) {
      settled.addAll(part.settled);
      part.moved.forEach((position, change) -> moved.merge(position, change, Moved::with));
      bytes += part.bytes;
      permutations += part.permutations;
    }

    private void countPermutations(int length) {
      permutations += length / Keccak.BLOCK_BYTES + 1;
    }

    // ---- down

    private @Nullable TrieNode updateChild(BranchNode parent, int nibble, int from, int to) {
      if (!parent.hasChild(nibble)) {
        return build(from, to, null);
      }
      return parent.isLeaf(nibble)
          ? updateLeaf(parent, nibble, from, to)
          : updateBranch(take(parent, nibble, parent.depth + 1), parent.depth + 1, from, to);
    }

    /** Most changes are of a leaf that is there, and alone. */
    private @Nullable TrieNode updateLeaf(BranchNode parent, int nibble, int from, int to) {
      if (to - from == 1 && changes.get(from).existed()) {
        byte[] value = changes.get(from).value();
        return value == null ? null : new TrieLeaf(changes.get(from).key(), value);
      }
      return updateLeaf(parent.childPosition(nibble), from, to);
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

    /** Updates what hangs from a position: a branch, or an extension that leads to it. */
    private @Nullable TrieNode updateBranch(BranchNode branch, int position, int from, int to) {
      if (branch.depth > position) {
        int shared =
            Math.min(
                changes.get(from).key().sharedNibbles(branch.path()),
                changes.get(to - 1).key().sharedNibbles(branch.path()));
        if (shared < branch.depth) {
          return split(branch, shared, from, to);
        }
      }
      int size = to - from;
      if (size == changes.size() && forks.worthwhile(size)) {
        return updateChildrenInParts(branch, from, to);
      }
      if (together || size > AHEAD || size <= AHEAD / 16) {
        return updateChildren(branch, from, to);
      }
      together = true;
      lookAhead(branch, from, to);
      TrieNode node = updateChildren(branch, from, to);
      hashBelow(position);
      together = false;
      return node;
    }

    /**
     * Touches what a few changes are going to meet, all of them level by level. Most of it lies in
     * memory that no cache holds; here the processor waits for many places at once, on the way down
     * it would wait for one after another.
     */
    private void lookAhead(BranchNode branch, int from, int to) {
      int count = to - from;
      Arrays.fill(ahead, 0, count, branch);
      for (int i = from; i < to; i++) {
        touched += changes.get(i).touch();
      }
      for (int met = count; met > 0; ) {
        met = 0;
        for (int i = 0; i < count; i++) {
          BranchNode node = ahead[i];
          if (node != null) {
            BranchNode child = node.resident(nibble(from + i, node.depth));
            ahead[i] = child;
            if (child != null) {
              touched += child.touch();
              met++;
            }
          }
        }
      }
    }

    private @Nullable TrieNode updateChildren(BranchNode branch, int from, int to) {
      Pending pending = pending(branch);
      for (int next = from; next < to; ) {
        int nibble = nibble(next, branch.depth);
        int end = groupEnd(next, to, branch.depth);
        pending.put(nibble, updateChild(branch, nibble, next, end));
        next = end;
      }
      return settle(pending);
    }

    /** Further down the depth is another, so that no two are in use at the same. */
    private Pending pending(BranchNode branch) {
      Pending used = pendings[branch.depth];
      if (used == null) {
        used = new Pending(branch);
        pendings[branch.depth] = used;
      }
      return used.of(branch);
    }

    private @Nullable TrieNode updatePart(BranchNode branch, int nibble, int from, int to) {
      TrieNode node = updateChild(branch, nibble, from, to);
      hashBelow(branch.depth + 1);
      return node;
    }

    private @Nullable TrieNode updateChildrenInParts(BranchNode branch, int from, int to) {
      @Nullable TrieNode[] nodes = new TrieNode[16];
      List<Strand> strands = new ArrayList<>(16);
      List<Integer> nibbles = new ArrayList<>(16);
      List<Runnable> parts = new ArrayList<>(16);
      for (int next = from; next < to; ) {
        int start = next;
        int nibble = nibble(start, branch.depth);
        int end = groupEnd(start, to, branch.depth);
        Strand strand = new Strand();
        strands.add(strand);
        nibbles.add(nibble);
        parts.add(() -> nodes[nibble] = strand.updatePart(branch, nibble, start, end));
        next = end;
      }
      forks.join(parts);
      strands.forEach(this::absorb);
      Pending pending = new Pending(branch);
      nibbles.forEach(nibble -> pending.put(nibble, nodes[nibble]));
      return settle(pending);
    }

    /** Some changes leave the extension above the branch: a new branch where the first leaves. */
    private @Nullable TrieNode split(BranchNode branch, int shared, int from, int to) {
      Pending pending = new Pending(new BranchNode(branch.path().prefix(shared), shared, era));
      int own = branch.path().nibble(shared);
      pending.put(own, branch);
      for (int next = from; next < to; ) {
        int nibble = nibble(next, shared);
        int end = groupEnd(next, to, shared);
        pending.put(
            nibble,
            nibble == own ? updateBranch(branch, shared + 1, next, end) : build(next, end, null));
        next = end;
      }
      return settle(pending);
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
      BranchNode branch = new BranchNode(first.key().prefix(shared), shared, era);
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

    private @Nullable TrieNode settle(Pending pending) {
      BranchNode branch = pending.branch;
      int present = pending.present();
      if (Integer.bitCount(present) < 2) {
        TrieNode left =
            present == 0 ? null : onlyChild(pending, Integer.numberOfTrailingZeros(present));
        vanish(branch);
        return left;
      }
      for (int left = pending.removed(); left != 0; left &= left - 1) {
        branch.remove(Integer.numberOfTrailingZeros(left));
      }
      for (int left = pending.placed(); left != 0; left &= left - 1) {
        int nibble = Integer.numberOfTrailingZeros(left);
        place(branch, nibble, Objects.requireNonNull(pending.node(nibble)));
      }
      return branch;
    }

    private TrieNode onlyChild(Pending pending, int nibble) {
      TrieNode changed = pending.node(nibble);
      if (changed != null) {
        return changed;
      }
      BranchNode branch = pending.branch;
      return branch.isLeaf(nibble)
          ? leaf(branch.childPosition(nibble))
          : take(branch, nibble, branch.depth + 1);
    }

    private void place(BranchNode parent, int nibble, TrieNode child) {
      parent.put(nibble, child);
      if (sideBySide) {
        unhashed.add(parent, nibble, child);
      } else {
        hash(parent, nibble, child);
      }
    }

    /** Hashes what has got its place below a depth, the deepest first, each level at once. */
    private void hashBelow(int depth) {
      for (Unhashed.Level level = unhashed.deepestBelow(depth);
          level != null;
          level = unhashed.deepestBelow(depth)) {
        for (int i = 0; i < level.size(); i++) {
          hash(level.parent(i), level.nibble(i), level.child(i));
        }
        hashes.flush();
        Unhashed.done(level);
      }
    }

    private void hash(BranchNode parent, int nibble, TrieNode child) {
      encode(child, parent.depth + 1);
      int length = writer.size();
      if (length < Hash.SIZE) {
        parent.embed(nibble, writer.buffer(), length);
      } else {
        countPermutations(length);
        parent.hash(nibble, writer.buffer(), length, hashes);
      }
    }

    /** Leaves the node's encoding in the writer; a branch has its place now. */
    private void encode(TrieNode node, int position) {
      switch (node) {
        case TrieLeaf leaf -> leaf.encode(position, writer);
        case BranchNode branch -> {
          branch.encode(position, writer);
          keep(branch, position);
        }
      }
    }

    private void keep(BranchNode branch, int position) {
      bytes += branch.bytes();
      byte[] after = branch.toRecord(position);
      BranchNode origin = branch.takeOrigin();
      if (origin != null && branch.originPlace() == position) {
        byte[] before = origin.record();
        if (!Arrays.equals(before, after)) {
          settled.add(new Settled(branch, position, before));
        }
        return;
      }
      moved(Position.of(branch.path(), position)).after = after;
      leave(branch, origin);
    }

    private void vanish(BranchNode branch) {
      leave(branch, branch.takeOrigin());
    }

    private void leave(BranchNode branch, @Nullable BranchNode origin) {
      if (origin != null) {
        moved(Position.of(origin.path(), branch.originPlace())).before = origin.record();
      }
    }

    private Moved moved(Position position) {
      return moved.computeIfAbsent(position, _ -> new Moved());
    }

    // ---- reading

    private TrieLeaf leaf(Position position) {
      TrieLeaf leaf = source.leaf(position);
      if (leaf == null) {
        throw new TrieCorruption(position, "the leaf is missing from the flat table");
      }
      return leaf;
    }

    /** Takes a branch off its place; it gets that or another one when it is settled. */
    private BranchNode take(BranchNode parent, int nibble, int position) {
      BranchNode resident = parent.resident(nibble);
      if (resident != null) {
        return take(resident, position);
      }
      Position place = parent.childPosition(nibble);
      byte[] record = source.branch(place);
      if (record == null) {
        throw new TrieCorruption(place, "the record is missing");
      }
      return load(place, record, parent.reference(nibble));
    }

    private BranchNode take(BranchNode resident, int position) {
      bytes -= resident.bytes();
      return resident.taken(position, era);
    }

    private BranchNode load(Position position, byte[] record, byte[] reference) {
      BranchNode node = BranchNode.ofRecord(record, position);
      node.require(position, reference, writer);
      return node.taken(position.depth(), era);
    }
  }
}
