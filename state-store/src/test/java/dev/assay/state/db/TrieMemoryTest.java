package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.trie.Forks;
import dev.assay.state.trie.LeafChange;
import dev.assay.state.trie.Position;
import dev.assay.state.trie.TrieLeaf;
import dev.assay.state.trie.TrieSource;
import dev.assay.state.trie.TrieUpdate;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrieMemoryTest {
  private static final long CAPACITY = 1 << 19;
  private static final byte[] LEAF = new byte[64];

  /** Everything there is, to be read again when it was forgotten. */
  private static final class Disk implements TrieSource {
    final Map<Position, byte[]> records = new HashMap<>();
    final NavigableMap<Hash, byte[]> leaves = new TreeMap<>();

    @Override
    public byte @Nullable [] branch(Position position) {
      return records.get(position);
    }

    @Override
    public @Nullable TrieLeaf leaf(Position position) {
      Hash key = leaves.ceilingKey(position.path());
      return key != null && position.leadsTo(key) ? new TrieLeaf(key, LEAF) : null;
    }

    void take(TrieUpdate update) {
      for (TrieUpdate.RecordChange change : update.records()) {
        byte[] after = change.after();
        if (after == null) {
          records.remove(change.position());
        } else {
          records.put(change.position(), after);
        }
      }
    }
  }

  /** Of accounts that come one by one it remembers a good part, however many there are. */
  @Test
  void aboutHalfSurvivesWhenThereIsTooMuch() {
    Disk disk = new Disk();
    TrieMemory memory = new TrieMemory(CAPACITY);
    Hash root = Hash.EMPTY_TRIE;
    long before = 0;
    int sweeps = 0;
    for (int i = 0; i < 16_000; i++) {
      Hash key = Keccak.hash(UInt256.of(i).toHash());
      List<LeafChange> changes = List.of(LeafChange.put(key, LEAF, false));
      TrieUpdate update =
          TrieUpdate.apply(disk, memory.state(root), changes, Forks.NONE, memory.era());
      disk.take(update);
      disk.leaves.put(key, LEAF);
      root = update.root();
      memory.written(update.trie(), Map.of());
      if (memory.size() < before / 2) {
        assertTrue(memory.size() > CAPACITY / 4, memory.size() + " bytes are left at " + i);
      }
      if (memory.size() < before - CAPACITY / 8) {
        sweeps++;
      }
      before = memory.size();
      assertTrue(before <= CAPACITY);
    }
    assertTrue(sweeps > 2, sweeps + " times there was too much");
  }
}
