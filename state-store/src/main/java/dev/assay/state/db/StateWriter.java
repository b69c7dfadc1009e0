package dev.assay.state.db;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.trie.LeafChange;
import dev.assay.state.trie.Position;
import dev.assay.state.trie.TrieUpdate;
import dev.assay.state.trie.TrieUpdate.RecordChange;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountChange;
import dev.assay.state.world.AccountRlp;
import dev.assay.state.world.StateDiff;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns a difference into changes of the tables: storage tries first, then the state trie. */
final class StateWriter {
  private final TableReader tables;
  private final List<TableChange> changes = new ArrayList<>();

  private StateWriter(TableReader tables) {
    this.tables = tables;
  }

  /** Changes of the tables, and the root they lead to. */
  record Written(Hash root, List<TableChange> changes) {}

  static Written write(TableReader tables, Hash root, StateDiff diff) {
    StateWriter writer = new StateWriter(tables);
    Hash newRoot = writer.accounts(root, diff);
    return new Written(newRoot, writer.changes);
  }

  private Hash accounts(Hash root, StateDiff diff) {
    SortedMap<Hash, AccountChange> byKey = new TreeMap<>();
    for (Map.Entry<Address, AccountChange> entry : diff.accounts().entrySet()) {
      byKey.put(Keccak.hash(entry.getKey()), entry.getValue());
    }
    List<LeafChange> leaves = new ArrayList<>(byKey.size());
    byKey.forEach(
        (key, change) -> {
          byte[] before = tables.get(ColumnFamily.ACCOUNTS, key.toArray());
          Account account = account(key, before, change);
          byte[] after = account == null ? null : FlatTables.encode(account);
          if (!Arrays.equals(before, after)) {
            changes.add(new TableChange(ColumnFamily.ACCOUNTS, key.toArray(), before, after));
            byte[] leaf = account == null ? null : AccountRlp.encode(account);
            leaves.add(new LeafChange(key, leaf, before != null));
          }
        });
    TableTrie trie = TableTrie.ofState(tables);
    return records(trie, TrieUpdate.apply(trie, root, leaves));
  }

  private @Nullable Account account(Hash key, byte @Nullable [] before, AccountChange change) {
    Hash storageRoot =
        before == null ? Hash.EMPTY_TRIE : FlatTables.decodeAccount(before).storageRoot();
    return switch (change) {
      case AccountChange.Deleted() -> {
        storage(key, storageRoot, true, new TreeMap<>());
        yield null;
      }
      case AccountChange.Updated updated ->
          new Account(
              updated.nonce(),
              updated.balance(),
              storage(key, storageRoot, updated.storageCleared(), updated.storage()),
              updated.codeHash());
    };
  }

  private Hash storage(
      Hash owner, Hash root, boolean cleared, SortedMap<UInt256, UInt256> storage) {
    SortedMap<Hash, UInt256> words = new TreeMap<>();
    if (cleared && !root.equals(Hash.EMPTY_TRIE)) {
      tables.first(
          ColumnFamily.SLOTS,
          owner.toArray(),
          key -> {
            words.put(FlatTables.lastHash(key), UInt256.ZERO);
            return false;
          });
    }
    storage.forEach((slot, word) -> words.put(Keccak.hash(slot.toHash()), word));
    List<LeafChange> leaves = new ArrayList<>(words.size());
    words.forEach(
        (slot, word) -> {
          byte[] key = FlatTables.slotKey(owner, slot);
          byte[] before = tables.get(ColumnFamily.SLOTS, key);
          byte[] after = word.isZero() ? null : FlatTables.encode(word);
          if (!Arrays.equals(before, after)) {
            changes.add(new TableChange(ColumnFamily.SLOTS, key, before, after));
            byte[] leaf = after == null ? null : AccountRlp.encode(word);
            leaves.add(new LeafChange(slot, leaf, before != null));
          }
        });
    TableTrie trie = TableTrie.ofStorage(tables, owner);
    return records(trie, TrieUpdate.apply(trie, root, leaves));
  }

  private Hash records(TableTrie trie, TrieUpdate update) {
    for (Map.Entry<Position, RecordChange> entry : update.records().entrySet()) {
      RecordChange change = entry.getValue();
      if (!Arrays.equals(change.before(), change.after())) {
        changes.add(
            new TableChange(
                ColumnFamily.TRIE,
                trie.recordKey(entry.getKey()),
                change.before(),
                change.after()));
      }
    }
    return update.root();
  }
}
