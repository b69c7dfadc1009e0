package dev.assay.conformance.ethereum;

import dev.assay.state.trie.LeafChange;
import dev.assay.state.trie.Position;
import dev.assay.state.trie.TrieLeaf;
import dev.assay.state.trie.TrieSource;
import dev.assay.state.trie.TrieUpdate;
import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A trie that is updated step by step, as the database does it, with its records in maps. */
final class MemoryTrie implements TrieSource {
  private final SortedMap<Position, byte[]> branches = new TreeMap<>();
  private final NavigableMap<Hash, byte[]> leaves = new TreeMap<>();
  private Hash root = Hash.EMPTY_TRIE;

  Hash root() {
    return root;
  }

  @Override
  public byte @Nullable [] branch(Position position) {
    return branches.get(position);
  }

  @Override
  public @Nullable TrieLeaf leaf(Position position) {
    var next = leaves.ceilingEntry(position.path());
    return next != null && position.leadsTo(next.getKey())
        ? new TrieLeaf(next.getKey(), next.getValue())
        : null;
  }

  /** Makes these the leaves, by one update of what differs. */
  void become(SortedMap<Hash, byte[]> wanted) {
    var changes = new TreeMap<Hash, LeafChange>();
    leaves.keySet().stream()
        .filter(key -> !wanted.containsKey(key))
        .forEach(key -> changes.put(key, LeafChange.remove(key)));
    wanted.forEach(
        (key, value) -> changes.put(key, LeafChange.put(key, value, leaves.containsKey(key))));
    var update = TrieUpdate.apply(this, root, new ArrayList<>(changes.values()));
    update
        .records()
        .forEach(
            change -> {
              var after = change.after();
              if (after == null) {
                branches.remove(change.position());
              } else {
                branches.put(change.position(), after);
              }
            });
    leaves.clear();
    leaves.putAll(wanted);
    root = update.root();
  }
}
