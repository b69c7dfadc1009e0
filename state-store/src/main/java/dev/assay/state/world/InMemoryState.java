package dev.assay.state.world;

import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole state in sorted maps: the plainest thing that can be one. It is the oracle that the
 * database is tested against and the world of unit tests; it copies itself at every change.
 */
public final class InMemoryState implements StateView {
  /** The state without accounts. */
  public static final InMemoryState EMPTY =
      new InMemoryState(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  private final SortedMap<Address, Account> accounts;
  private final SortedMap<Address, SortedMap<UInt256, UInt256>> storage;
  private final SortedMap<Hash, Bytes> code;

  private InMemoryState(
      SortedMap<Address, Account> accounts,
      SortedMap<Address, SortedMap<UInt256, UInt256>> storage,
      SortedMap<Hash, Bytes> code) {
    this.accounts = accounts;
    this.storage = storage;
    this.code = code;
  }

  /** This state with a difference applied. */
  public InMemoryState apply(StateDiff diff) {
    SortedMap<Address, Account> newAccounts = new TreeMap<>(accounts);
    SortedMap<Address, SortedMap<UInt256, UInt256>> newStorage = new TreeMap<>(storage);
    SortedMap<Hash, Bytes> newCode = new TreeMap<>(code);
    newCode.putAll(diff.code());
    diff.accounts()
        .forEach(
            (address, change) -> {
              switch (change) {
                case AccountChange.Deleted() -> {
                  newAccounts.remove(address);
                  newStorage.remove(address);
                }
                case AccountChange.Updated updated -> {
                  SortedMap<UInt256, UInt256> slots = changedSlots(address, updated);
                  newStorage.put(address, slots);
                  newAccounts.put(
                      address,
                      new Account(
                          updated.nonce(),
                          updated.balance(),
                          StateRoot.ofStorage(slots),
                          updated.codeHash()));
                }
              }
            });
    return new InMemoryState(newAccounts, newStorage, newCode);
  }

  private SortedMap<UInt256, UInt256> changedSlots(Address address, AccountChange.Updated updated) {
    SortedMap<UInt256, UInt256> slots =
        new TreeMap<>(updated.storageCleared() ? Collections.emptySortedMap() : slots(address));
    updated
        .storage()
        .forEach(
            (slot, word) -> {
              if (word.isZero()) {
                slots.remove(slot);
              } else {
                slots.put(slot, word);
              }
            });
    return slots;
  }

  /** Root of the state trie, built from nothing. */
  public Hash root() {
    return StateRoot.of(accounts);
  }

  /** Every account. */
  public SortedMap<Address, Account> accounts() {
    return Collections.unmodifiableSortedMap(accounts);
  }

  /** Every slot of an account that is not zero. */
  public SortedMap<UInt256, UInt256> slots(Address address) {
    return Collections.unmodifiableSortedMap(
        storage.getOrDefault(address, Collections.emptySortedMap()));
  }

  @Override
  public Optional<Account> account(Address address) {
    return Optional.ofNullable(accounts.get(address));
  }

  @Override
  public UInt256 storage(Address address, UInt256 slot) {
    return slots(address).getOrDefault(slot, UInt256.ZERO);
  }

  @Override
  public Bytes code(Hash codeHash) {
    if (codeHash.equals(Hash.EMPTY_CODE)) {
      return Bytes.EMPTY;
    }
    Bytes found = code.get(codeHash);
    if (found == null) {
      throw new IllegalArgumentException("no code with hash " + codeHash);
    }
    return found;
  }
}
