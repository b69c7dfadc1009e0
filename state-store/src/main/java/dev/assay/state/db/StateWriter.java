package dev.assay.state.db;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.trie.Forks;
import dev.assay.state.trie.LeafChange;
import dev.assay.state.trie.ResidentTrie;
import dev.assay.state.trie.TrieUpdate;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountChange;
import dev.assay.state.world.AccountRlp;
import dev.assay.state.world.StateDiff;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns a difference into changes of the tables: storage tries first, then the state trie. Accounts
 * are worked on side by side where there is enough to do; what they change is put together in the
 * order of their keys.
 */
final class StateWriter {
  /** Changes of accounts that make a part worth handing to another thread. */
  private static final int PART = 128;

  private final TableReader tables;
  private final TrieMemory memory;
  private final Forks forks;
  private final List<TableChange> changes = new ArrayList<>();
  private final Map<Hash, ResidentTrie> storages = new LinkedHashMap<>();
  private final boolean keepsPreimages;
  private final List<Preimage> preimages = new ArrayList<>();
  private long permutations;

  private StateWriter(TableReader tables, TrieMemory memory, Forks forks, boolean keepsPreimages) {
    this.tables = tables;
    this.memory = memory;
    this.forks = forks;
    this.keepsPreimages = keepsPreimages;
  }

  /** What a hashed key stands for, of an account or slot that was not there before. */
  record Preimage(Hash key, byte[] name) {}

  /** Changes of the tables, the tries they lead to, and how often Keccak's permutation ran. */
  record Written(
      ResidentTrie state,
      Map<Hash, ResidentTrie> storages,
      List<TableChange> changes,
      List<Preimage> preimages,
      long permutations) {
    Hash root() {
      return state.root();
    }
  }

  static Written write(
      TableReader tables,
      TrieMemory memory,
      Forks forks,
      Hash root,
      StateDiff diff,
      boolean keepsPreimages) {
    StateWriter writer = new StateWriter(tables, memory, forks, keepsPreimages);
    ResidentTrie state = writer.accounts(root, diff);
    return new Written(
        state, writer.storages, writer.changes, writer.preimages, writer.permutations);
  }

  /** What became of one account, with the hash of its address. */
  private static final class Work implements Comparable<Work> {
    final Address address;
    final Hash key;
    final AccountChange change;
    final List<TableChange> changes = new ArrayList<>(1);
    final List<Preimage> preimages = new ArrayList<>(0);
    @Nullable LeafChange leaf;
    @Nullable ResidentTrie storage;
    long permutations = 1;

    Work(Address address, AccountChange change) {
      this.address = address;
      this.key = Keccak.hash(address);
      this.change = change;
    }

    @Override
    public int compareTo(Work other) {
      return key.compareTo(other.key);
    }
  }

  private ResidentTrie accounts(Hash root, StateDiff diff) {
    List<Map.Entry<Address, AccountChange>> entries = new ArrayList<>(diff.accounts().entrySet());
    Work[] works = new Work[entries.size()];
    List<Runnable> parts = new ArrayList<>();
    int size = diff.slotCount() > 0 ? 1 : PART;
    for (int from = 0; from < works.length; from += size) {
      int first = from;
      int end = Math.min(from + size, works.length);
      parts.add(
          () -> {
            for (int i = first; i < end; i++) {
              works[i] = new Work(entries.get(i).getKey(), entries.get(i).getValue());
              account(works[i]);
            }
          });
    }
    (forks.worthwhile(works.length + diff.slotCount()) ? forks : Forks.NONE).join(parts);
    PrefixSort.sort(works, work -> work.key.prefix());
    List<LeafChange> leaves = new ArrayList<>(works.length);
    for (Work work : works) {
      take(work, leaves);
    }
    TableTrie trie = TableTrie.ofState(tables);
    TrieUpdate update = TrieUpdate.apply(trie, memory.state(root), leaves, forks, memory.era());
    permutations += update.permutations();
    records(changes, trie, update);
    return update.trie();
  }

  private void take(Work work, List<LeafChange> leaves) {
    changes.addAll(work.changes);
    preimages.addAll(work.preimages);
    permutations += work.permutations;
    if (work.leaf != null) {
      leaves.add(work.leaf);
    }
    if (work.storage != null) {
      storages.put(work.key, work.storage);
    }
  }

  private void account(Work work) {
    byte[] key = work.key.toArray();
    byte[] before = tables.get(ColumnFamily.ACCOUNTS, key);
    Account account = account(work, before);
    byte[] after = account == null ? null : FlatTables.encode(account);
    if (!Arrays.equals(before, after)) {
      work.changes.add(new TableChange(ColumnFamily.ACCOUNTS, key, before, after));
      byte[] leaf = account == null ? null : AccountRlp.encode(account);
      work.leaf = new LeafChange(work.key, leaf, before != null);
      if (keepsPreimages && before == null) {
        work.preimages.add(new Preimage(work.key, work.address.toArray()));
      }
    }
  }

  private @Nullable Account account(Work work, byte @Nullable [] before) {
    Hash storageRoot = before == null ? Hash.EMPTY_TRIE : FlatTables.storageRoot(before);
    return switch (work.change) {
      case AccountChange.Deleted() -> {
        storage(work, storageRoot, true, new TreeMap<>());
        yield null;
      }
      case AccountChange.Updated updated ->
          new Account(
              updated.nonce(),
              updated.balance(),
              storage(work, storageRoot, updated.storageCleared(), updated.storage()),
              updated.codeHash());
    };
  }

  private Hash storage(Work work, Hash root, boolean cleared, SortedMap<UInt256, UInt256> storage) {
    boolean clears = cleared && !root.equals(Hash.EMPTY_TRIE);
    if (!clears && storage.isEmpty()) {
      return root;
    }
    SortedMap<Hash, UInt256> words = new TreeMap<>();
    if (clears) {
      tables.first(
          ColumnFamily.SLOTS,
          work.key.toArray(),
          key -> {
            words.put(FlatTables.lastHash(key), UInt256.ZERO);
            return false;
          });
    }
    storage.forEach(
        (slot, word) -> {
          Hash key = Keccak.hash(slot.toHash());
          words.put(key, word);
          if (keepsPreimages && !word.isZero()) {
            name(work, key, slot);
          }
        });
    List<LeafChange> leaves = slots(work, words);
    TableTrie trie = TableTrie.ofStorage(tables, work.key);
    ResidentTrie resident;
    synchronized (memory) {
      resident = memory.storage(work.key, root);
    }
    TrieUpdate update = TrieUpdate.apply(trie, resident, leaves, forks, memory.era());
    work.permutations += storage.size() + update.permutations();
    work.storage = update.trie();
    records(work.changes, trie, update);
    return update.root();
  }

  private void name(Work work, Hash key, UInt256 slot) {
    if (tables.get(ColumnFamily.SLOTS, FlatTables.slotKey(work.key, key)) == null) {
      work.preimages.add(new Preimage(key, slot.toMinimalArray()));
    }
  }

  private List<LeafChange> slots(Work work, SortedMap<Hash, UInt256> words) {
    List<LeafChange> leaves = new ArrayList<>(words.size());
    words.forEach(
        (slot, word) -> {
          byte[] key = FlatTables.slotKey(work.key, slot);
          byte[] before = tables.get(ColumnFamily.SLOTS, key);
          byte[] after = word.isZero() ? null : FlatTables.encode(word);
          if (!Arrays.equals(before, after)) {
            work.changes.add(new TableChange(ColumnFamily.SLOTS, key, before, after));
            byte[] leaf = after == null ? null : AccountRlp.encode(word);
            leaves.add(new LeafChange(slot, leaf, before != null));
          }
        });
    return leaves;
  }

  private static void records(List<TableChange> changes, TableTrie trie, TrieUpdate update) {
    for (TrieUpdate.RecordChange change : update.records()) {
      changes.add(
          new TableChange(
              ColumnFamily.TRIE,
              trie.recordKey(change.position()),
              change.before(),
              change.after()));
    }
  }
}
