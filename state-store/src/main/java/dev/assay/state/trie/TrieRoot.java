package dev.assay.state.trie;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.rlp.RlpWriter;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Roots computed from every entry, straight from the definition: a node over a range of sorted keys
 * is a leaf for one key, an extension where all share the next half-byte, a branch otherwise.
 */
public final class TrieRoot {
  private final byte[][] paths;
  private final byte[][] values;

  private TrieRoot(int size) {
    paths = new byte[size][];
    values = new byte[size][];
  }

  /** Root of a trie of any keys; empty values are not allowed. */
  public static Hash of(SortedMap<Bytes, Bytes> entries) {
    TrieRoot trie = new TrieRoot(entries.size());
    int i = 0;
    for (var entry : entries.entrySet()) {
      trie.paths[i] = Nibbles.of(entry.getKey().unsafeArray());
      trie.values[i++] = entry.getValue().unsafeArray();
    }
    return trie.root();
  }

  /** Root of a secure trie: keys are hashes already. */
  public static Hash ofHashed(SortedMap<Hash, byte[]> entries) {
    TrieRoot trie = new TrieRoot(entries.size());
    int i = 0;
    for (var entry : entries.entrySet()) {
      trie.paths[i] = Nibbles.of(entry.getKey().toArray());
      trie.values[i++] = entry.getValue();
    }
    return trie.root();
  }

  /** Root of a list, keyed by the encoding of each index: transactions and receipts of a block. */
  public static Hash ofList(List<Bytes> items) {
    SortedMap<Bytes, Bytes> entries = new TreeMap<>();
    for (int i = 0; i < items.size(); i++) {
      entries.put(new RlpWriter().number(i).toBytes(), items.get(i));
    }
    return of(entries);
  }

  private Hash root() {
    if (paths.length == 0) {
      return Hash.EMPTY_TRIE;
    }
    return Keccak.hash(node(0, paths.length, 0));
  }

  /** Encoding of the node over keys from one index to another whose first half-bytes are equal. */
  private byte[] node(int from, int to, int depth) {
    RlpWriter writer = new RlpWriter(64);
    writer.startList();
    byte[] first = paths[from];
    if (to - from == 1) {
      Nibbles.writeCompact(writer, first, depth, first.length, true);
      writer.bytes(values[from]);
      return writer.endList().toByteArray();
    }
    // Keys are sorted, so what the first and last share all of them share.
    int shared = Nibbles.shared(first, depth, paths[to - 1], depth);
    if (shared > 0) {
      Nibbles.writeCompact(writer, first, depth, depth + shared, false);
      writeChild(writer, node(from, to, depth + shared));
    } else {
      writeBranch(writer, from, to, depth);
    }
    return writer.endList().toByteArray();
  }

  private void writeBranch(RlpWriter writer, int from, int to, int depth) {
    int next = paths[from].length == depth ? from + 1 : from;
    for (int nibble = 0; nibble < 16; nibble++) {
      int end = next;
      while (end < to && paths[end][depth] == nibble) {
        end++;
      }
      if (end == next) {
        writer.bytes(Nibbles.EMPTY);
      } else {
        writeChild(writer, node(next, end, depth + 1));
      }
      next = end;
    }
    writer.bytes(paths[from].length == depth ? values[from] : Nibbles.EMPTY);
  }

  private static void writeChild(RlpWriter writer, byte[] encoded) {
    if (encoded.length < Hash.SIZE) {
      writer.raw(encoded);
    } else {
      writer.hash(Keccak.hash(encoded));
    }
  }
}
