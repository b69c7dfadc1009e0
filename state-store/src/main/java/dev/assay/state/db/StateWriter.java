package dev.assay.state.db;

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
  private final KeyCache keys;
  private final TrieMemory memory;
  private final Forks forks;
  private final List<TableChange> changes = new ArrayList<>();
  private final Map<Hash, ResidentTrie> storages = new LinkedHashMap<>();
  private final boolean keepsPreimages;
  private final List<Preimage> preimages = new ArrayList<>();
  private long permutations;

  private StateWriter(
      TableReader tables, KeyCache keys, TrieMemory memory, Forks forks, boolean keepsPreimages) {
    this.tables = tables;
    this.keys = keys;
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
      KeyCache keys,
      TrieMemory memory,
      Forks forks,
      Hash root,
      StateDiff diff,
      boolean keepsPreimages) {
    StateWriter writer = new StateWriter(tables, keys, memory, forks, keepsPreimages);
    ResidentTrie state = writer.accounts(root, diff);
    return new Written(
        state, writer.storages, writer.changes, writer.preimages, writer.permutations);
  }

  /** What became of one account, with the hash of its address. */
  private static final class Work implements Comparable<Work> {
    final Address address;
    final Hash key;
    final AccountChange change;
    List<TableChange> changes = List.of();
    List<Preimage> preimages = List.of();
    @Nullable LeafChange leaf;
    @Nullable ResidentTrie storage;
    long permutations;

    Work(Address address, Hash key, AccountChange change) {
      this.address = address;
      this.key = key;
      this.change = change;
    }

    @Override
    public int compareTo(Work other) {
      return key.compareTo(other.key);
    }
  }

  private ResidentTrie accounts(Hash root, StateDiff diff) {
    List<Map.Entry<Address, AccountChange>> entries = List.copyOf(diff.accounts().entrySet());
    Work[] works = new Work[entries.size()];
    int slots = diff.slotCount();
    Forks helpers = forks.worthwhile(works.length + slots) ? forks : Forks.NONE;
    inParts(
        helpers,
        works.length,
        slots > 0 ? 1 : PART,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            Map.Entry<Address, AccountChange> entry = entries.get(i);
            works[i] = new Work(entry.getKey(), keys.of(entry.getKey()), entry.getValue());
            tables.expect(ColumnFamily.ACCOUNTS, works[i].key);
          }
          for (int i = from; i < to; i++) {
            account(works[i]);
          }
        });
    PrefixSort.sort(works, work -> work.key.prefix());
    List<LeafChange> leaves = new ArrayList<>(works.length);
    for (Work work : works) {
      take(work, leaves);
    }
    TableTrie trie = TableTrie.ofState(tables);
    TrieUpdate update = TrieUpdate.apply(trie, memory.state(root), leaves, forks, memory.era());
    permutations += update.permutations();
    changes.addAll(records(helpers, trie, update));
    return update.trie();
  }

  /** What is done with the things from one number to before another. */
  private interface Part {
    void run(int from, int to);
  }

  private static void inParts(Forks forks, int count, int size, Part work) {
    List<Runnable> parts = new ArrayList<>();
    for (int from = 0; from < count; from += size) {
      int first = from;
      int end = Math.min(from + size, count);
      parts.add(() -> work.run(first, end));
    }
    forks.join(parts);
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
      add(work, new TableChange(ColumnFamily.ACCOUNTS, key, before, after));
      byte[] leaf = account == null ? null : AccountRlp.encode(account);
      work.leaf = new LeafChange(work.key, leaf, before != null);
      if (keepsPreimages && before == null) {
        name(work, work.key, work.address.toArray());
      }
    }
  }

  /** Most accounts change and nothing below them does. */
  private static void add(Work work, TableChange change) {
    if (work.changes.isEmpty()) {
      work.changes = List.of(change);
    } else {
      work.changes.add(change);
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
          KeyPrefix.of(work.key.toArray()),
          key -> {
            words.put(FlatTables.lastHash(key), UInt256.ZERO);
            return false;
          });
    }
    storage.forEach(
        (slot, word) -> {
          Hash key = keys.of(slot);
          words.put(key, word);
          if (keepsPreimages && !word.isZero() && isNew(work, key)) {
            name(work, key, slot.toMinimalArray());
          }
        });
    work.changes = new ArrayList<>();
    List<LeafChange> leaves = slots(work, words);
    TableTrie trie = TableTrie.ofStorage(tables, work.key);
    ResidentTrie resident;
    synchronized (memory) {
      resident = memory.storage(work.key, root);
    }
    TrieUpdate update = TrieUpdate.apply(trie, resident, leaves, forks, memory.era());
    work.permutations += update.permutations();
    work.storage = update.trie();
    work.changes.addAll(records(Forks.NONE, trie, update));
    return update.root();
  }

  private boolean isNew(Work work, Hash slot) {
    return tables.get(ColumnFamily.SLOTS, FlatTables.slotKey(work.key, slot)) == null;
  }

  private static void name(Work work, Hash key, byte[] name) {
    if (work.preimages.isEmpty()) {
      work.preimages = new ArrayList<>();
    }
    work.preimages.add(new Preimage(key, name));
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

  private static List<TableChange> records(Forks forks, TableTrie trie, TrieUpdate update) {
    List<TrieUpdate.RecordChange> records = update.records();
    TableChange[] changes = new TableChange[records.size()];
    inParts(
        forks,
        changes.length,
        PART,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            changes[i] = trie.change(records.get(i));
          }
        });
    return Arrays.asList(changes);
  }
}
