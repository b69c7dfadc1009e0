package dev.assay.state.trie;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Hash;
import java.util.Arrays;

/**
 * A branch of a trie of hashed keys, in the form of its record.
 *
 * <p>A child is a reference in a 32-byte slot: the hash of its encoding, or the encoding itself
 * when that is shorter. Slots are packed, so the two-child branches that most are cost 64 bytes. A
 * branch that hangs from an extension is one record with it: the record lies where the extension
 * begins, {@link #depth} is where the branch itself is.
 */
final class BranchNode implements TrieNode {
  private static final int SLOT = Hash.SIZE;
  private static final int FIXED = 7;

  final Hash path;
  final int depth;
  private int children;
  private int leaves;
  private int embedded;
  private byte[] slots;

  /** A branch without children. */
  BranchNode(Hash path, int depth) {
    this.path = path;
    this.depth = depth;
    this.slots = new byte[2 * SLOT];
  }

  private BranchNode(Hash path, int depth, byte[] slots) {
    this.path = path;
    this.depth = depth;
    this.slots = slots;
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
    return new Position(path.withNibble(depth, nibble), depth + 1);
  }

  /** The reference to a child: 32 bytes of hash, or fewer of encoding. */
  byte[] reference(int nibble) {
    int at = slotOf(nibble);
    return Arrays.copyOfRange(slots, at, at + referenceLength(nibble, at));
  }

  private int referenceLength(int nibble, int at) {
    return isEmbedded(nibble) ? (slots[at] & 0xFF) - 0xC0 + 1 : SLOT;
  }

  private int slotOf(int nibble) {
    return SLOT * Integer.bitCount(children & ((1 << nibble) - 1));
  }

  /** Puts a child whose encoding is given: its hash, or itself when it is shorter. */
  void put(int nibble, boolean leaf, byte[] encoded, int length) {
    int at = slotOf(nibble);
    int bit = 1 << nibble;
    if (!hasChild(nibble)) {
      openSlot(at);
      children |= bit;
    }
    leaves = leaf ? leaves | bit : leaves & ~bit;
    if (length < SLOT) {
      embedded |= bit;
      System.arraycopy(encoded, 0, slots, at, length);
      Arrays.fill(slots, at + length, at + SLOT, (byte) 0);
    } else {
      embedded &= ~bit;
      Keccak.hash(encoded, 0, length, slots, at);
    }
  }

  private void openSlot(int at) {
    int used = SLOT * childCount();
    if (used == slots.length) {
      slots = Arrays.copyOf(slots, Math.min(2 * used, 16 * SLOT));
    }
    System.arraycopy(slots, at, slots, at + SLOT, used - at);
  }

  void remove(int nibble) {
    int at = slotOf(nibble);
    int used = SLOT * childCount();
    System.arraycopy(slots, at + SLOT, slots, at, used - at - SLOT);
    int bit = 1 << nibble;
    children &= ~bit;
    leaves &= ~bit;
    embedded &= ~bit;
  }

  /** Replaces what a writer holds by the encoding of the branch alone. */
  void encodeBranch(RlpWriter writer) {
    writer.reset();
    writer.startList();
    int at = 0;
    for (int nibble = 0; nibble < 16; nibble++) {
      if (!hasChild(nibble)) {
        writer.rawByte(0x80);
        continue;
      }
      if (isEmbedded(nibble)) {
        writer.raw(slots, at, referenceLength(nibble, at));
      } else {
        writer.rawByte(0x80 + SLOT).raw(slots, at, SLOT);
      }
      at += SLOT;
    }
    writer.rawByte(0x80).endList();
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
      Nibbles.writeCompact(writer, path, position, depth, false);
      if (branch.length < SLOT) {
        writer.raw(branch);
      } else {
        writer.hash(Keccak.hash(branch));
      }
      writer.endList();
    }
  }

  // ---- records

  /** Record: three masks, the extension's half-bytes, the slots. */
  byte[] toRecord(int position) {
    int extension = depth - position;
    int used = SLOT * childCount();
    int packed = (extension + 1) / 2;
    byte[] bytes = new byte[FIXED + packed + used];
    putMask(bytes, 0, children);
    putMask(bytes, 2, leaves);
    putMask(bytes, 4, embedded);
    bytes[6] = (byte) extension;
    for (int i = 0; i < extension; i++) {
      bytes[FIXED + i / 2] |= (byte) (path.nibble(position + i) << ((i & 1) == 0 ? 4 : 0));
    }
    System.arraycopy(slots, 0, bytes, FIXED + packed, used);
    return bytes;
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
    byte[] slots = Arrays.copyOfRange(bytes, FIXED + packed, bytes.length);
    BranchNode node = new BranchNode(path, position.depth() + extension, slots);
    node.children = mask(bytes, 0);
    node.leaves = mask(bytes, 2);
    node.embedded = mask(bytes, 4);
    if (slots.length != SLOT * node.childCount() || node.childCount() < 2) {
      throw new TrieCorruption(position, "record does not fit its masks");
    }
    return node;
  }

  private static void putMask(byte[] bytes, int at, int mask) {
    bytes[at] = (byte) (mask >> 8);
    bytes[at + 1] = (byte) mask;
  }

  private static int mask(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }
}
