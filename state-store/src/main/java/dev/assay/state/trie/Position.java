package dev.assay.state.trie;

import dev.assay.state.types.Hash;
import java.util.Arrays;

/**
 * A place in a trie of hashed keys: the half-bytes that lead there.
 *
 * @param path the half-bytes, zeros after {@code depth}
 * @param depth how many there are, 0 to 63
 */
public record Position(Hash path, int depth) implements Comparable<Position> {
  private static final byte[] NONE = {};

  /** The place of the root. */
  public static final Position ROOT = new Position(Hash.ZERO, 0);

  /** The place that the first half-bytes of a key lead to. */
  public static Position of(Hash key, int depth) {
    return new Position(key.prefix(depth), depth);
  }

  /** The place one half-byte further. */
  public Position child(int nibble) {
    return new Position(path.withNibble(depth, nibble), depth + 1);
  }

  /** Whether a key leads through this place. */
  public boolean leadsTo(Hash key) {
    return key.sharedNibbles(path) >= depth;
  }

  /** Bytes of the path, two half-bytes each, and the depth: ordered as a walk of the trie. */
  public byte[] toArray() {
    return toArray(NONE);
  }

  /** The same after other bytes. */
  public byte[] toArray(byte[] head) {
    byte[] bytes = Arrays.copyOf(head, head.length + Hash.SIZE + 1);
    path.writeTo(bytes, head.length);
    int end = head.length + (depth + 1) / 2;
    bytes[end] = (byte) depth;
    return Arrays.copyOf(bytes, end + 1);
  }

  @Override
  public int compareTo(Position other) {
    int order = path.compareTo(other.path);
    return order == 0 ? Integer.compare(depth, other.depth) : order;
  }
}
