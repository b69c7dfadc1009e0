package dev.assay.state.trie;

import dev.assay.state.types.Hash;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of branches that proofs came by, of any trie, up to a number of bytes; what nobody asked
 * for longest goes first. Each stands under the hash of its node, so it is right for whatever block
 * refers to it and never becomes wrong.
 */
public final class BranchMemory {
  /** Heap of an entry beside the record's bytes: an entry of the map, a hash, an array's header. */
  static final int OVERHEAD = 120;

  private final long capacity;
  private final LinkedHashMap<Hash, byte[]> records = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /** A memory of so many bytes of heap. */
  public BranchMemory(long capacity) {
    this.capacity = capacity;
  }

  /** The record of a node, as it was put. */
  synchronized byte @Nullable [] get(Hash node) {
    return records.get(node);
  }

  /** Takes a record that was found to be of a node; it must not change any more. */
  synchronized void put(Hash node, byte[] record) {
    if (records.put(node, record) == null) {
      bytes += OVERHEAD + record.length;
    }
    while (bytes > capacity) {
      Map.Entry<Hash, byte[]> eldest = records.pollFirstEntry();
      bytes -= OVERHEAD + eldest.getValue().length;
    }
  }

  /** Estimate of the heap taken. */
  synchronized long bytes() {
    return bytes;
  }
}
