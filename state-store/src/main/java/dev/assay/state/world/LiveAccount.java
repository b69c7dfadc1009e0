package dev.assay.state.world;

import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An account in the overlay. The map of slots is only ever iterated into sorted order. */
final class LiveAccount {
  final Address address;
  final Optional<Account> base;
  final Map<UInt256, LiveSlot> slots = new LinkedHashMap<>();
  boolean exists;
  long nonce;
  UInt256 balance;
  Hash codeHash;
  boolean touched;
  boolean newInTransaction;
  boolean destroyed;
  boolean storageCleared;

  LiveAccount(Address address, Optional<Account> base) {
    this.address = address;
    this.base = base;
    Account values = base.orElse(Account.EMPTY);
    exists = base.isPresent();
    nonce = values.nonce();
    balance = values.balance();
    codeHash = values.codeHash();
  }

  boolean isEmpty() {
    return nonce == 0 && balance.isZero() && codeHash.equals(Hash.EMPTY_CODE);
  }

  boolean hadStorage() {
    return !storageCleared && base.isPresent() && base.get().hasStorage();
  }

  /** Makes the account as if it had never been; the transaction is over, nothing returns here. */
  void erase() {
    exists = false;
    nonce = 0;
    balance = UInt256.ZERO;
    codeHash = Hash.EMPTY_CODE;
    storageCleared = true;
    slots.clear();
  }

  boolean differs() {
    if (exists != base.isPresent()) {
      return true;
    }
    if (!exists) {
      return false;
    }
    Account before = base.get();
    return nonce != before.nonce()
        || !balance.equals(before.balance())
        || !codeHash.equals(before.codeHash())
        || (storageCleared && before.hasStorage())
        || slots.values().stream().anyMatch(slot -> !slot.current.equals(slot.base));
  }
}
