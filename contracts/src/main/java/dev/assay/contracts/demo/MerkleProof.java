package dev.assay.contracts.demo;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpDecoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;
import org.web3j.utils.Numeric;

/**
 * Verifies an {@code eth_getProof} answer: walks from a state root down the nodes it was given,
 * believing nothing but hashes. Written against the yellow paper's appendix D with the client
 * library's RLP, apart from the node's own trie, so that one can be wrong without the other.
 */
final class MerkleProof {
  private static final int BRANCH_SIZE = 17;
  private static final int SHORT_NODE_SIZE = 2;
  private static final int LEAF_FLAG = 2;
  private static final int ODD_FLAG = 1;

  /** A proof that proves nothing; the message says where it broke. */
  static final class Rejected extends Exception {
    private static final long serialVersionUID = 1;

    Rejected(String message) {
      super(message);
    }
  }

  private final Iterator<String> nodes;
  private final int[] path;
  private int depth;

  private MerkleProof(List<String> nodes, int[] path) {
    this.nodes = nodes.iterator();
    this.path = path;
  }

  /**
   * The value at {@code key} in the trie with {@code root}, or nothing where the proof shows that
   * there is none.
   *
   * @param root hash of the top node, hexadecimal with 0x
   * @param key the key before hashing, hexadecimal with 0x
   * @param nodes the encoded nodes on the way down, hexadecimal with 0x
   */
  static Optional<byte[]> value(String root, String key, List<String> nodes) throws Rejected {
    byte[] top = Numeric.hexStringToByteArray(root);
    if (nodes.isEmpty() && Arrays.equals(top, Hash.sha3(new byte[] {(byte) 0x80}))) {
      return Optional.empty();
    }
    MerkleProof proof =
        new MerkleProof(nodes, nibbles(Hash.sha3(Numeric.hexStringToByteArray(key))));
    Optional<byte[]> value = proof.descend(RlpString.create(top));
    if (proof.nodes.hasNext()) {
      throw new Rejected("the proof goes on past its end");
    }
    return value;
  }

  /** The value at a storage slot: zero where there is none. */
  static BigInteger word(String root, String slot, List<String> nodes) throws Rejected {
    String key = Numeric.toHexStringWithPrefixZeroPadded(Numeric.toBigInt(slot), 64);
    return value(root, key, nodes)
        .map(encoded -> ((RlpString) decode(encoded)).asPositiveBigInteger())
        .orElse(BigInteger.ZERO);
  }

  private Optional<byte[]> descend(RlpType reference) throws Rejected {
    if (reference instanceof RlpString string && string.getBytes().length == 0) {
      return Optional.empty();
    }
    List<RlpType> node = open(reference).getValues();
    return switch (node.size()) {
      case BRANCH_SIZE -> descendBranch(node);
      case SHORT_NODE_SIZE -> descendShort(node);
      default -> throw new Rejected("a node of %d items at depth %d".formatted(node.size(), depth));
    };
  }

  /** A child is referred to by its hash, or, when it is shorter than one, is there itself. */
  private RlpList open(RlpType reference) throws Rejected {
    if (reference instanceof RlpList inline) {
      return inline;
    }
    if (!nodes.hasNext()) {
      throw new Rejected("the proof ends at depth " + depth);
    }
    byte[] encoded = Numeric.hexStringToByteArray(nodes.next());
    if (!Arrays.equals(Hash.sha3(encoded), ((RlpString) reference).getBytes())) {
      throw new Rejected("the node at depth %d has another hash than announced".formatted(depth));
    }
    return (RlpList) decode(encoded);
  }

  private Optional<byte[]> descendBranch(List<RlpType> branch) throws Rejected {
    if (depth == path.length) {
      return Optional.of(((RlpString) branch.get(BRANCH_SIZE - 1)).getBytes())
          .filter(value -> value.length > 0);
    }
    return descend(branch.get(path[depth++]));
  }

  private Optional<byte[]> descendShort(List<RlpType> node) throws Rejected {
    int[] prefix = nibbles(((RlpString) node.getFirst()).getBytes());
    int[] part = Arrays.copyOfRange(prefix, (prefix[0] & ODD_FLAG) != 0 ? 1 : 2, prefix.length);
    boolean leaf = (prefix[0] & LEAF_FLAG) != 0;
    int end = depth + part.length;
    if (end > path.length || !Arrays.equals(part, Arrays.copyOfRange(path, depth, end))) {
      return Optional.empty();
    }
    depth = end;
    if (!leaf) {
      return descend(node.getLast());
    }
    if (depth < path.length) {
      throw new Rejected("a leaf at depth %d of %d".formatted(depth, path.length));
    }
    return Optional.of(((RlpString) node.getLast()).getBytes());
  }

  private static RlpType decode(byte[] encoded) {
    return RlpDecoder.decode(encoded).getValues().getFirst();
  }

  private static int[] nibbles(byte[] bytes) {
    int[] nibbles = new int[bytes.length * 2];
    for (int i = 0; i < bytes.length; i++) {
      nibbles[2 * i] = (bytes[i] >> 4) & 0xf;
      nibbles[2 * i + 1] = bytes[i] & 0xf;
    }
    return nibbles;
  }
}
