package dev.assay.state.trie;

import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Hash;
import java.util.Arrays;

/**
 * Paths as arrays of half-bytes, and their compact ("hex prefix") encoding: the first half-byte
 * says whether the path ends in a leaf (2) and whether its length is odd (1).
 */
final class Nibbles {
  static final byte[] EMPTY = new byte[0];

  private Nibbles() {}

  static byte[] of(byte[] key) {
    byte[] path = new byte[2 * key.length];
    for (int i = 0; i < key.length; i++) {
      path[2 * i] = (byte) ((key[i] >> 4) & 15);
      path[2 * i + 1] = (byte) (key[i] & 15);
    }
    return path;
  }

  static byte[] from(byte[] path, int start) {
    return Arrays.copyOfRange(path, start, path.length);
  }

  static byte[] join(byte[] head, int nibble, byte[] tail) {
    byte[] path = Arrays.copyOf(head, head.length + 1 + tail.length);
    path[head.length] = (byte) nibble;
    System.arraycopy(tail, 0, path, head.length + 1, tail.length);
    return path;
  }

  /** Length of the longest prefix that two paths share, from a position in each. */
  static int shared(byte[] a, int fromA, byte[] b, int fromB) {
    int mismatch = Arrays.mismatch(a, fromA, a.length, b, fromB, b.length);
    return mismatch < 0 ? a.length - fromA : mismatch;
  }

  /** Appends the compact encoding of a range of a path as a string. */
  static void writeCompact(RlpWriter writer, byte[] path, int from, int to, boolean leaf) {
    byte[] compact = new byte[(to - from) / 2 + 1];
    boolean odd = ((to - from) & 1) != 0;
    compact[0] = (byte) ((leaf ? 0x20 : 0) | (odd ? 0x10 | path[from] : 0));
    int at = odd ? from + 1 : from;
    for (int i = 1; i < compact.length; i++, at += 2) {
      compact[i] = (byte) (path[at] << 4 | path[at + 1]);
    }
    writer.bytes(compact);
  }

  /** Length of what {@link #writeLeafPath} appends. */
  static int leafPathLength(int from) {
    int compact = 1 + (2 * Hash.SIZE - from) / 2;
    return compact == 1 ? 1 : 1 + compact;
  }

  /** Appends the compact encoding of a leaf's path: the half-bytes of a key from one on. */
  static void writeLeafPath(RlpWriter writer, Hash key, int from) {
    // The end is even, so that what follows the first byte are bytes of the key as they stand.
    byte[] bytes = new byte[1 + Hash.SIZE];
    key.writeTo(bytes, 1);
    boolean odd = (from & 1) != 0;
    int start = (from + 1) / 2;
    bytes[start] = (byte) (odd ? 0x30 | key.nibble(from) : 0x20);
    writer.bytes(bytes, start, bytes.length - start);
  }

  /** Appends the compact encoding of half-bytes of a hash, an extension's path, as a string. */
  static void writeExtensionPath(RlpWriter writer, Hash key, int from, int to) {
    byte[] compact = new byte[(to - from) / 2 + 1];
    boolean odd = ((to - from) & 1) != 0;
    compact[0] = (byte) (odd ? 0x10 | key.nibble(from) : 0);
    int at = odd ? from + 1 : from;
    for (int i = 1; i < compact.length; i++, at += 2) {
      compact[i] = (byte) (key.nibble(at) << 4 | key.nibble(at + 1));
    }
    writer.bytes(compact);
  }
}
