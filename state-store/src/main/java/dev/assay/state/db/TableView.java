package dev.assay.state.db;

import dev.assay.state.trie.BranchMemory;
import dev.assay.state.trie.ResidentTrie;
import dev.assay.state.trie.TrieProof;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.StateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A state in the tables. */
record TableView(RocksStore store, KeyCache keys, TableReader tables) implements StateView {
  @Override
  public Optional<Account> account(Address address) {
    byte[] value = tables.get(ColumnFamily.ACCOUNTS, keys.of(address).toArray());
    return Optional.ofNullable(value).map(FlatTables::decodeAccount);
  }

  @Override
  public UInt256 storage(Address address, UInt256 slot) {
    byte[] key = FlatTables.slotKey(keys.of(address), keys.of(slot));
    byte[] value = tables.get(ColumnFamily.SLOTS, key);
    return value == null ? UInt256.ZERO : FlatTables.decodeWord(value);
  }

  @Override
  public Bytes code(Hash codeHash) {
    if (codeHash.equals(Hash.EMPTY_CODE)) {
      return Bytes.EMPTY;
    }
    byte[] code = store.get(ColumnFamily.CODE, codeHash.toArray());
    if (code == null) {
      throw new IllegalArgumentException("no code with hash " + codeHash);
    }
    return Bytes.wrap(code);
  }

  /**
   * Proves an account and slots of it in the state of a root, which must be this one's.
   *
   * @param newest the newest state's trie, which may have much in common with this one's
   */
  AccountProof prove(
      BranchMemory memory, ResidentTrie newest, Hash root, Address address, List<UInt256> slots) {
    Hash key = keys.of(address);
    Account account = account(address).orElse(Account.EMPTY);
    List<Bytes> nodes = TrieProof.prove(TableTrie.ofState(tables), memory, newest, root, key);
    TableTrie storage = TableTrie.ofStorage(tables, key);
    ResidentTrie nothing = ResidentTrie.of(account.storageRoot());
    List<AccountProof.SlotProof> proofs = new ArrayList<>(slots.size());
    for (UInt256 slot : slots) {
      proofs.add(
          new AccountProof.SlotProof(
              slot,
              storage(address, slot),
              TrieProof.prove(storage, memory, nothing, nothing.root(), keys.of(slot))));
    }
    return new AccountProof(address, account, nodes, proofs);
  }
}
