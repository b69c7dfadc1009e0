package dev.assay.state.world;

import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The difference between two states, as plain sorted data.
 *
 * @param accounts what became of each account that changed
 * @param code code that was deployed, by its hash
 */
public record StateDiff(SortedMap<Address, AccountChange> accounts, SortedMap<Hash, Bytes> code) {
  /** No difference. */
  public static final StateDiff EMPTY = new StateDiff(new TreeMap<>(), new TreeMap<>());

  /** Copies the maps. */
  public StateDiff {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
    code = Collections.unmodifiableSortedMap(new TreeMap<>(code));
  }

  /** How many slots differ. */
  public int slotCount() {
    int count = 0;
    for (AccountChange change : accounts.values()) {
      count += change instanceof AccountChange.Updated updated ? updated.storage().size() : 0;
    }
    return count;
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return accounts.isEmpty() && code.isEmpty();
  }
}
