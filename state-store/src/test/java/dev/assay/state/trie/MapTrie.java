package dev.assay.state.trie;

import dev.assay.state.types.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A trie of records and leaves in two maps, for tests. */
final class MapTrie implements TrieSource {
  final SortedMap<Position, byte[]> records = new TreeMap<>();
  final SortedMap<Hash, byte[]> leaves = new TreeMap<>();
  Hash root = Hash.EMPTY_TRIE;
  private final Forks forks;
  private final boolean remembers;
  private final boolean sideBySide;
  ResidentTrie resident = ResidentTrie.of(Hash.EMPTY_TRIE);
  private int era;

  /** How often a branch was asked for. */
  int reads;

  MapTrie() {
    this(Forks.NONE, false, true);
  }

  /**
   * A trie that is updated in parts, or keeps the branches of its last two updates in memory, or
   * hashes the nodes of a level side by side.
   */
  MapTrie(Forks forks, boolean remembers, boolean sideBySide) {
    this.sideBySide = sideBySide;
    this.forks = forks;
    this.remembers = remembers;
  }

  void apply(Map<Hash, byte[]> changes) {
    List<LeafChange> sorted = new ArrayList<>();
    new TreeMap<>(changes)
        .forEach(
            (key, value) -> {
              boolean existed = leaves.containsKey(key);
              if (value.length > 0) {
                sorted.add(LeafChange.put(key, value, existed));
              } else if (existed) {
                sorted.add(LeafChange.remove(key));
              }
            });
    ResidentTrie start = remembers ? resident : ResidentTrie.of(root);
    TrieUpdate update = new TrieUpdate(this, start, sorted, forks, ++era, sideBySide);
    resident = update.trie();
    if (era % 3 == 0) {
      resident.forget(era - 1);
    }
    update
        .records()
        .forEach(
            change -> {
              byte[] before = records.get(change.position());
              if (!Arrays.equals(before, change.before())) {
                throw new AssertionError("before of " + change.position());
              }
              byte[] after = change.after();
              if (after == null) {
                records.remove(change.position());
              } else {
                records.put(change.position(), after);
              }
            });
    for (LeafChange change : sorted) {
      byte[] value = change.value();
      if (value == null) {
        leaves.remove(change.key());
      } else {
        leaves.put(change.key(), value);
      }
    }
    root = update.root();
  }

  /** The trie as it is now, with nothing in memory. */
  MapTrie copy() {
    MapTrie copy = new MapTrie();
    copy.records.putAll(records);
    copy.leaves.putAll(leaves);
    copy.root = root;
    return copy;
  }

  @Override
  public byte @Nullable [] branch(Position position) {
    reads++;
    return records.get(position);
  }

  @Override
  public @Nullable TrieLeaf leaf(Position position) {
    return leaves.tailMap(position.path()).entrySet().stream()
        .findFirst()
        .filter(entry -> position.leadsTo(entry.getKey()))
        .map(entry -> new TrieLeaf(entry.getKey(), entry.getValue()))
        .orElse(null);
  }
}
