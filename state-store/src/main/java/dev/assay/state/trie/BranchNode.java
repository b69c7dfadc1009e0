package dev.assay.state.trie;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.KeccakBatch;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Hash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A branch of a trie of hashed keys, in the form of its record.
 *
 * <p>A child is a reference in a 32-byte slot: the hash of its encoding, or the encoding itself
 * when that is shorter. Slots are packed, so the two-child branches that most are cost 64 bytes. A
 * branch that hangs from an extension is one record with it: the record lies where the extension
 * begins, {@link #depth} is where the branch itself is.
 *
 * <p>Children that are branches and in memory hang from it. Once an update is over, a branch is
 * never changed again but for children that leave the memory.
 */
final class BranchNode implements TrieNode {
  private static final int SLOT = Hash.SIZE;
  private static final int FIXED = 7;
  private static final int CACHE_LINE = 64;

  /** The path's words stand here, so that what follows it needs one place of the memory less. */
  private final long w0;

  private final long w1;
  private final long w2;
  private final long w3;
  final int depth;
  private char children;
  private char leaves;
  private char embedded;
  private byte base;
  private byte place;
  private byte[] record;
  private @Nullable BranchNode @Nullable [] below;
  private final int era;
  private @Nullable BranchNode origin;

  /** A branch without children, made in an era. */
  BranchNode(Hash path, int depth, int era) {
    this(path.word(0), path.word(1), path.word(2), path.word(3), depth, new byte[FIXED], era);
    this.base = FIXED;
  }

  private BranchNode(long w0, long w1, long w2, long w3, int depth, byte[] record, int era) {
    this.w0 = w0;
    this.w1 = w1;
    this.w2 = w2;
    this.w3 = w3;
    this.depth = depth;
    this.record = record;
    this.era = era;
  }

  /** A copy to be changed, which remembers what it is of and where that hangs. */
  BranchNode taken(int position, int now) {
    BranchNode copy = new BranchNode(w0, w1, w2, w3, depth, record.clone(), now);
    copy.base = base;
    copy.children = children;
    copy.leaves = leaves;
    copy.embedded = embedded;
    copy.below = below == null ? null : below.clone();
    copy.origin = this;
    copy.place = (byte) position;
    return copy;
  }

  /** The half-bytes that lead here, {@link #depth} of them. */
  Hash path() {
    return Hash.ofLongs(w0, w1, w2, w3);
  }

  /** What this branch was before the update, told once; {@link #originPlace} is where it hung. */
  @Nullable BranchNode takeOrigin() {
    BranchNode found = origin;
    origin = null;
    return found;
  }

  int originPlace() {
    return place;
  }

  /** The record as it stands. */
  byte[] record() {
    return record;
  }

  // ---- children in memory

  /** The child as far as it is in memory. */
  @Nullable BranchNode resident(int nibble) {
    @Nullable BranchNode[] children = below;
    return children == null ? null : children[nibble];
  }

  private void resident(int nibble, @Nullable BranchNode child) {
    if (below == null) {
      if (child == null) {
        return;
      }
      below = new @Nullable BranchNode[16];
    }
    below[nibble] = child;
  }

  /** Estimate of the heap that this branch takes, without those below it. */
  int bytes() {
    return 152 + record.length + (below == null ? 0 : 80);
  }

  /** Drops the branches below that were last touched before an era; returns their size. */
  long forget(int since) {
    long freed = 0;
    for (int nibble = 0; below != null && nibble < 16; nibble++) {
      BranchNode child = below[nibble];
      if (child != null && child.era < since) {
        freed += child.bytesOfAll();
        below[nibble] = null;
      } else if (child != null) {
        freed += child.forget(since);
      }
    }
    return freed;
  }

  private long bytesOfAll() {
    long sum = bytes();
    for (int nibble = 0; below != null && nibble < 16; nibble++) {
      BranchNode child = below[nibble];
      sum += child == null ? 0 : child.bytesOfAll();
    }
    return sum;
  }

  // ---- children

  /** The nibbles that have a child, as a mask. */
  int children() {
    return children;
  }

  /** Reads a little of everything that an update needs, so that it comes into the caches. */
  long touch() {
    byte[] bytes = record;
    long sum = w0 + (below == null ? 0 : below.length);
    for (int at = 0; at < bytes.length; at += CACHE_LINE) {
      sum += bytes[at];
    }
    return sum;
  }

  int childCount() {
    return Integer.bitCount(children);
  }

  int firstChild() {
    return Integer.numberOfTrailingZeros(children);
  }

  boolean hasChild(int nibble) {
    return (children >> nibble & 1) != 0;
  }

  boolean isLeaf(int nibble) {
    return (leaves >> nibble & 1) != 0;
  }

  /** Whether the child's encoding stands in the slot instead of its hash. */
  boolean isEmbedded(int nibble) {
    return (embedded >> nibble & 1) != 0;
  }

  Position childPosition(int nibble) {
    return new Position(path().withNibble(depth, nibble), depth + 1);
  }

  /** The reference to a child: 32 bytes of hash, or fewer of encoding. */
  byte[] reference(int nibble) {
    int at = slotOf(nibble);
    return Arrays.copyOfRange(record, at, at + referenceLength(nibble, at));
  }

  /** Whether another branch is in the same place and refers to the same child there. */
  boolean hasSameChild(int nibble, BranchNode other) {
    return this == other
        || depth == other.depth
            && path().equals(other.path())
            && hasChild(nibble)
            && other.hasChild(nibble)
            && Arrays.equals(reference(nibble), other.reference(nibble));
  }

  private int referenceLength(int nibble, int at) {
    return isEmbedded(nibble) ? (record[at] & 0xFF) - 0xC0 + 1 : SLOT;
  }

  private int slotOf(int nibble) {
    return base + SLOT * Integer.bitCount(children & ((1 << nibble) - 1));
  }

  /** Gives a child a slot; {@link #embed} or {@link #hash} says what is to stand in it. */
  void put(int nibble, TrieNode child) {
    int bit = 1 << nibble;
    resident(nibble, child instanceof BranchNode branch ? branch : null);
    if (!hasChild(nibble)) {
      openSlot(slotOf(nibble));
      children |= (char) bit;
    }
    leaves = (char) (child instanceof TrieLeaf ? leaves | bit : leaves & ~bit);
    embedded &= (char) ~bit;
  }

  /** Puts the encoding of a child into its slot. */
  void embed(int nibble, byte[] encoded, int length) {
    int at = slotOf(nibble);
    embedded |= (char) (1 << nibble);
    System.arraycopy(encoded, 0, record, at, length);
    Arrays.fill(record, at + length, at + SLOT, (byte) 0);
  }

  /** Has the hash of the encoding of a child written into its slot. */
  void hash(int nibble, byte[] encoded, int length, KeccakBatch batch) {
    batch.add(encoded, length, record, slotOf(nibble));
  }

  private void openSlot(int at) {
    byte[] wider = Arrays.copyOf(record, record.length + SLOT);
    System.arraycopy(record, at, wider, at + SLOT, record.length - at);
    record = wider;
  }

  void remove(int nibble) {
    resident(nibble, null);
    int at = slotOf(nibble);
    byte[] narrower = Arrays.copyOf(record, record.length - SLOT);
    System.arraycopy(record, at + SLOT, narrower, at, record.length - at - SLOT);
    record = narrower;
    int bit = 1 << nibble;
    children &= (char) ~bit;
    leaves &= (char) ~bit;
    embedded &= (char) ~bit;
  }

  /** Replaces what a writer holds by the encoding of the branch alone. */
  void encodeBranch(RlpWriter writer) {
    writer.reset();
    writer.listHeader(encodedLength());
    if (embedded == 0) {
      writeHashes(writer);
      return;
    }
    int at = base;
    int next = 0;
    for (int left = children; left != 0; left &= left - 1) {
      int nibble = Integer.numberOfTrailingZeros(left);
      writer.emptyStrings(nibble - next);
      if (isEmbedded(nibble)) {
        writer.raw(record, at, referenceLength(nibble, at));
      } else {
        writer.hash(record, at);
      }
      at += SLOT;
      next = nibble + 1;
    }
    writer.emptyStrings(17 - next);
  }

  /** The seventeen items of a branch that has nothing but hashes: nearly all of them. */
  private void writeHashes(RlpWriter writer) {
    int to = writer.size();
    byte[] target = writer.room(17 + SLOT * childCount()).buffer();
    int from = base;
    for (int nibble = 0; nibble < 16; nibble++) {
      if (hasChild(nibble)) {
        target[to] = (byte) (0x80 + SLOT);
        BigEndian.copyHash(record, from, target, to + 1);
        from += SLOT;
        to += SLOT;
      } else {
        target[to] = (byte) 0x80;
      }
      to++;
    }
    target[to] = (byte) 0x80;
  }

  /** Bytes of the seventeen items. */
  private int encodedLength() {
    int hashed = Integer.bitCount(children & ~embedded);
    int length = 17 - childCount() + hashed * (1 + SLOT);
    for (int left = embedded; left != 0; left &= left - 1) {
      int nibble = Integer.numberOfTrailingZeros(left);
      length += referenceLength(nibble, slotOf(nibble));
    }
    return length;
  }

  /**
   * Replaces what a writer holds by the encoding of this node where it hangs from a position: the
   * branch, or the extension that leads to it.
   */
  void encode(int position, RlpWriter writer) {
    encodeBranch(writer);
    if (depth > position) {
      byte[] branch = writer.toByteArray();
      writer.reset();
      writer.startList();
      Nibbles.writeExtensionPath(writer, path(), position, depth);
      if (branch.length < SLOT) {
        writer.raw(branch);
      } else {
        writer.hash(Keccak.hash(branch));
      }
      writer.endList();
    }
  }

  // ---- records

  /**
   * Record: three masks, the extension's half-bytes, the slots. It is this branch's own: when it is
   * taken, the branch must not change any more.
   */
  byte[] toRecord(int position) {
    int extension = depth - position;
    if (record[6] != extension) {
      rebase(position, extension);
    }
    putMask(record, 0, children);
    putMask(record, 2, leaves);
    putMask(record, 4, embedded);
    return record;
  }

  private void rebase(int position, int extension) {
    int packed = (extension + 1) / 2;
    byte[] moved = new byte[FIXED + packed + record.length - base];
    moved[6] = (byte) extension;
    Hash path = path();
    for (int i = 0; i < extension; i++) {
      moved[FIXED + i / 2] |= (byte) (path.nibble(position + i) << ((i & 1) == 0 ? 4 : 0));
    }
    System.arraycopy(record, base, moved, FIXED + packed, record.length - base);
    record = moved;
    base = (byte) (FIXED + packed);
  }

  /**
   * The branch of a record at a position.
   *
   * @throws TrieCorruption when the bytes are no record
   */
  static BranchNode ofRecord(byte[] bytes, Position position) {
    int extension = bytes.length < FIXED ? -1 : bytes[6];
    int packed = (extension + 1) / 2;
    if (extension < 0 || position.depth() + extension > 63 || bytes.length < FIXED + packed) {
      throw new TrieCorruption(position, "malformed record of " + bytes.length + " bytes");
    }
    Hash path = position.path();
    for (int i = 0; i < extension; i++) {
      int nibble = bytes[FIXED + i / 2] >> ((i & 1) == 0 ? 4 : 0) & 15;
      path = path.withNibble(position.depth() + i, nibble);
    }
    BranchNode node = new BranchNode(path, position.depth() + extension, 0);
    node.record = bytes;
    node.base = (byte) (FIXED + packed);
    node.children = mask(bytes, 0);
    node.leaves = mask(bytes, 2);
    node.embedded = mask(bytes, 4);
    if (bytes.length - node.base != SLOT * node.childCount() || node.childCount() < 2) {
      throw new TrieCorruption(position, "record does not fit its masks");
    }
    return node;
  }

  /**
   * Makes sure that a reference is to this node where it hangs from a position.
   *
   * @throws TrieCorruption when it is not
   */
  void require(Position position, byte[] reference, RlpWriter writer) {
    encode(position.depth(), writer);
    requireEncoded(position, reference, writer);
  }

  /**
   * Makes sure that a reference is to the node that was encoded.
   *
   * @throws TrieCorruption when it is not
   */
  static void requireEncoded(Position position, byte[] reference, RlpWriter writer) {
    boolean fits =
        reference.length < SLOT
            ? Arrays.equals(reference, 0, reference.length, writer.buffer(), 0, writer.size())
            : Keccak.hash(writer.buffer(), 0, writer.size()).equals(Hash.of(reference));
    if (!fits) {
      throw new TrieCorruption(position, "the record is not what its parent commits to");
    }
  }

  private static void putMask(byte[] bytes, int at, int mask) {
    bytes[at] = (byte) (mask >> 8);
    bytes[at + 1] = (byte) mask;
  }

  private static char mask(byte[] bytes, int at) {
    return (char) ((bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF));
  }
}
