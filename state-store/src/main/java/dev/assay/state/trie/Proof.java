package dev.assay.state.trie;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.rlp.RlpError;
import dev.assay.state.rlp.RlpItem;
import dev.assay.state.rlp.RlpItem.Sequence;
import dev.assay.state.rlp.RlpItem.Text;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.List;
import java.util.Optional;

/**
 * Verifies proofs: knows the encodings and nothing of how a trie is kept, so that it can judge
 * every trie here and everybody else's.
 */
public final class Proof {
  private final List<Bytes> nodes;
  private int next;

  private Proof(List<Bytes> nodes) {
    this.nodes = nodes;
  }

  /** A proof that proves nothing. */
  public static final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Invalid(String message) {
      super(message);
    }
  }

  /**
   * The value of a key under a root, or its absence.
   *
   * @param key as the trie has it: for a secure trie the hash of the key
   * @throws Invalid when the nodes are not a path from the root, or there are too many
   */
  public static Optional<Bytes> verify(Hash root, Bytes key, List<Bytes> nodes) {
    if (root.equals(Hash.EMPTY_TRIE) && nodes.isEmpty()) {
      return Optional.empty();
    }
    Proof proof = new Proof(nodes);
    try {
      Optional<Bytes> value = proof.walk(root, Nibbles.of(key.unsafeArray()));
      if (proof.next != nodes.size()) {
        throw new Invalid((nodes.size() - proof.next) + " nodes follow the end of the path");
      }
      return value;
    } catch (RlpError error) {
      throw new Invalid("node " + (proof.next - 1) + ": " + error.getMessage());
    }
  }

  private Optional<Bytes> walk(Hash root, byte[] path) {
    Sequence node = node(root);
    int depth = 0;
    while (true) {
      List<RlpItem> items = node.items();
      RlpItem child;
      if (items.size() == 17) {
        if (depth == path.length) {
          return value(items.get(16));
        }
        child = items.get(path[depth++]);
      } else if (items.size() == 2) {
        byte[] compact = text(items.getFirst()).toArray();
        byte[] part = decodeCompact(compact);
        boolean leaf = (compact[0] & 0x20) != 0;
        int shared = Nibbles.shared(part, 0, path, depth);
        depth += part.length;
        if (shared < part.length || (leaf && depth != path.length)) {
          return Optional.empty();
        }
        if (leaf) {
          return value(items.get(1));
        }
        child = items.get(1);
      } else {
        throw new Invalid("node " + (next - 1) + " has " + items.size() + " items");
      }
      Optional<Sequence> below = follow(child);
      if (below.isEmpty()) {
        return Optional.empty();
      }
      node = below.get();
    }
  }

  private Optional<Sequence> follow(RlpItem child) {
    return switch (child) {
      case Sequence embedded -> Optional.of(embedded);
      case Text(Bytes bytes) when bytes.isEmpty() -> Optional.empty();
      case Text(Bytes bytes) when bytes.size() == Hash.SIZE ->
          Optional.of(node(Hash.of(bytes.unsafeArray())));
      case Text(Bytes bytes) -> throw new Invalid("reference of " + bytes.size() + " bytes");
    };
  }

  private Sequence node(Hash hash) {
    if (next == nodes.size()) {
      throw new Invalid("the node of " + hash + " is missing");
    }
    Bytes encoded = nodes.get(next++);
    if (!Keccak.hash(encoded).equals(hash)) {
      throw new Invalid("node " + (next - 1) + " does not hash to " + hash);
    }
    if (RlpItem.decode(encoded.unsafeArray()) instanceof Sequence sequence) {
      return sequence;
    }
    throw new Invalid("node " + (next - 1) + " is no list");
  }

  private static Optional<Bytes> value(RlpItem item) {
    Bytes bytes = text(item);
    return bytes.isEmpty() ? Optional.empty() : Optional.of(bytes);
  }

  private static Bytes text(RlpItem item) {
    return switch (item) {
      case Text(Bytes bytes) -> bytes;
      case Sequence sequence -> throw new Invalid("a list where a string belongs");
    };
  }

  private static byte[] decodeCompact(byte[] compact) {
    if (compact.length == 0 || (compact[0] & 0xC0) != 0) {
      throw new Invalid("malformed path");
    }
    boolean odd = (compact[0] & 0x10) != 0;
    if (!odd && (compact[0] & 15) != 0) {
      throw new Invalid("malformed path");
    }
    return Nibbles.from(Nibbles.of(compact), odd ? 1 : 2);
  }
}
