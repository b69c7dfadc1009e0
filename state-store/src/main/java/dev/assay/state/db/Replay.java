package dev.assay.state.db;

import dev.assay.state.chain.BlockHeader;
import dev.assay.state.db.DatabaseFailure.Kind;
import dev.assay.state.trie.Forks;
import dev.assay.state.trie.LeafChange;
import dev.assay.state.trie.ResidentTrie;
import dev.assay.state.trie.TrieCorruption;
import dev.assay.state.trie.TrieUpdate;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Hash;
import dev.assay.state.world.AccountRlp;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings blocks back that are in the journal and not in the tables: a process ended before they
 * were, or before the tables reached their files. Every block's root is computed again, and must be
 * the one of its header.
 */
final class Replay {
  private final RocksStore store;
  private final Tail tail;
  private final Settler settler;
  private final LiveTables tables;
  private final BlockTable blocks;
  private ResidentTrie state = ResidentTrie.of(Hash.EMPTY_TRIE);

  private Replay(RocksStore store, Tail tail, Settler settler) {
    this.store = store;
    this.tail = tail;
    this.settler = settler;
    this.tables = new LiveTables(store, tail);
    this.blocks = new BlockTable(store);
  }

  /**
   * Fills a tail with the blocks from the tables' to the head; whenever more wait there than may,
   * they are settled, as they would be when they are committed.
   *
   * @throws DatabaseFailure when the journal or the tables are damaged
   */
  static void run(RocksStore store, Tail tail, Settler settler, long head) {
    Meta meta = new Meta(store);
    long settled = meta.settled();
    takeBack(store, settled, meta.isSettling());
    Replay replay = new Replay(store, tail, settler);
    try {
      if (settled < head) {
        replay.state = ResidentTrie.of(replay.root(settled));
      }
      for (long number = settled + 1; number <= head; number++) {
        replay.block(number);
      }
    } catch (TrieCorruption damaged) {
      throw new DatabaseFailure(Kind.CORRUPT, "the state is damaged: " + damaged.getMessage());
    }
  }

  /**
   * Makes the tables what they were before blocks that reached them in part. Whatever of them is in
   * the history has an undo list.
   */
  private static void takeBack(RocksStore store, long settled, boolean settling) {
    List<Long> begun = new ArrayList<>();
    store.scan(
        ColumnFamily.UNDO,
        UndoRecord.key(settled + 1),
        (key, ignored) -> begun.add(BigEndian.getLong(key, 0)));
    if (begun.isEmpty()) {
      return;
    }
    History history = new History(store);
    try (RocksStore.Batch batch = store.batch()) {
      for (long number : begun.reversed()) {
        if (settling) {
          history.undo(batch, number);
        } else {
          history.forget(batch, number);
        }
      }
      Meta.putSettled(batch, settled);
      batch.writeUnlogged();
    }
  }

  private Hash root(long number) {
    return blocks
        .header(number)
        .map(BlockHeader::stateRoot)
        .orElseThrow(
            () -> new DatabaseFailure(Kind.CORRUPT, "the header of block " + number + " is gone"));
  }

  private void block(long number) {
    byte[] journal = store.get(ColumnFamily.BLOCKS, Journal.key(number));
    if (journal == null) {
      throw new DatabaseFailure(Kind.CORRUPT, "the journal of block " + number + " is missing");
    }
    List<TableChange> flat = Journal.decode(journal);
    List<TableChange> changes = new ArrayList<>(flat);
    storages(flat, changes);
    List<LeafChange> leaves = new ArrayList<>();
    for (TableChange change : flat) {
      if (change.family() == ColumnFamily.ACCOUNTS) {
        byte[] after = change.after();
        byte[] leaf = after == null ? null : AccountRlp.encode(FlatTables.decodeAccount(after));
        leaves.add(new LeafChange(Hash.of(change.key()), leaf, change.before() != null));
      }
    }
    TableTrie trie = TableTrie.ofState(tables);
    TrieUpdate update = TrieUpdate.apply(trie, state, leaves, Forks.NONE, 0);
    require(update.root(), root(number), "block " + number);
    changes.addAll(trie.changes(update));
    state = update.trie();
    tail.add(BlockChanges.ofSorted(number, PrefixSort.sorted(changes)));
    settler.broughtBack();
  }

  /** Updates the storage tries of all accounts whose slots changed. */
  private void storages(List<TableChange> flat, List<TableChange> changes) {
    SortedMap<Hash, List<LeafChange>> slots = new TreeMap<>();
    for (TableChange change : flat) {
      if (change.family() == ColumnFamily.SLOTS) {
        byte[] after = change.after();
        byte[] leaf = after == null ? null : AccountRlp.encode(FlatTables.decodeWord(after));
        slots
            .computeIfAbsent(Hash.of(change.key(), 0), _ -> new ArrayList<>())
            .add(new LeafChange(FlatTables.lastHash(change.key()), leaf, change.before() != null));
      }
    }
    for (TableChange change : flat) {
      Hash owner = Hash.of(change.key(), 0);
      if (change.family() == ColumnFamily.ACCOUNTS && slots.containsKey(owner)) {
        TableTrie trie = TableTrie.ofStorage(tables, owner);
        List<LeafChange> leaves = slots.getOrDefault(owner, List.of());
        TrieUpdate update =
            TrieUpdate.apply(
                trie, ResidentTrie.of(storageRoot(change.before())), leaves, Forks.NONE, 0);
        require(update.root(), storageRoot(change.after()), "the storage of account " + owner);
        changes.addAll(trie.changes(update));
      }
    }
  }

  private static Hash storageRoot(byte @Nullable [] account) {
    return account == null ? Hash.EMPTY_TRIE : FlatTables.storageRoot(account);
  }

  private static void require(Hash found, Hash expected, String where) {
    if (!found.equals(expected)) {
      throw new DatabaseFailure(
          Kind.CORRUPT, "the journal leads to root " + found + " for " + where);
    }
  }
}
