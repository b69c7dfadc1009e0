package dev.assay.node.chain;

import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountChange;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A state with changes that no block holds yet: what the control methods (set balance, set code,
 * ...) did since the newest block. The next block takes them along, so that its state root covers
 * them.
 *
 * @param base state of the newest block
 * @param diff the changes
 */
public record Edits(StateView base, StateDiff diff) implements StateView {

  @Override
  public Optional<Account> account(Address address) {
    return switch (diff.accounts().get(address)) {
      case null -> base.account(address);
      case AccountChange.Deleted() -> Optional.empty();
      case AccountChange.Updated updated ->
          Optional.of(
              new Account(
                  updated.nonce(),
                  updated.balance(),
                  storageRoot(address, updated),
                  updated.codeHash()));
    };
  }

  /**
   * The root before the changes, or one that is not the empty trie's where they bring the first
   * storage: whether there is storage is all that anybody asks of it.
   */
  private Hash storageRoot(Address address, AccountChange.Updated updated) {
    Account before = base.account(address).orElse(Account.EMPTY);
    if (before.hasStorage() && !updated.storageCleared()) {
      return before.storageRoot();
    }
    boolean storage = updated.storage().values().stream().anyMatch(word -> !word.isZero());
    return storage ? Hash.ZERO : Hash.EMPTY_TRIE;
  }

  @Override
  public UInt256 storage(Address address, UInt256 slot) {
    return switch (diff.accounts().get(address)) {
      case null -> base.storage(address, slot);
      case AccountChange.Deleted() -> UInt256.ZERO;
      case AccountChange.Updated updated -> {
        UInt256 word = updated.storage().get(slot);
        if (word != null) {
          yield word;
        }
        yield updated.storageCleared() ? UInt256.ZERO : base.storage(address, slot);
      }
    };
  }

  @Override
  public Bytes code(Hash codeHash) {
    Bytes edited = diff.code().get(codeHash);
    return edited != null ? edited : base.code(codeHash);
  }

  /** The two differences as one. */
  public static StateDiff merge(StateDiff first, StateDiff second) {
    if (first.isEmpty()) {
      return second;
    }
    SortedMap<Address, AccountChange> accounts = new TreeMap<>(first.accounts());
    for (Map.Entry<Address, AccountChange> entry : second.accounts().entrySet()) {
      accounts.merge(entry.getKey(), entry.getValue(), Edits::merge);
    }
    SortedMap<Hash, Bytes> code = new TreeMap<>(first.code());
    code.putAll(second.code());
    return new StateDiff(accounts, code);
  }

  private static AccountChange merge(AccountChange first, AccountChange second) {
    return switch (second) {
      case AccountChange.Deleted() -> second;
      case AccountChange.Updated updated ->
          switch (first) {
            case AccountChange.Deleted() -> with(updated, true, updated.storage());
            case AccountChange.Updated earlier -> merge(earlier, updated);
          };
    };
  }

  private static AccountChange merge(AccountChange.Updated earlier, AccountChange.Updated updated) {
    if (updated.storageCleared()) {
      return updated;
    }
    SortedMap<UInt256, UInt256> storage = new TreeMap<>(earlier.storage());
    storage.putAll(updated.storage());
    return with(updated, earlier.storageCleared(), storage);
  }

  private static AccountChange with(
      AccountChange.Updated change, boolean cleared, SortedMap<UInt256, UInt256> storage) {
    return new AccountChange.Updated(
        change.nonce(), change.balance(), change.codeHash(), cleared, storage);
  }
}
