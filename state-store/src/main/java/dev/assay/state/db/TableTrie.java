package dev.assay.state.db;

import dev.assay.state.trie.Position;
import dev.assay.state.trie.TrieLeaf;
import dev.assay.state.trie.TrieSource;
import dev.assay.state.trie.TrieUpdate;
import dev.assay.state.types.Hash;
import dev.assay.state.world.AccountRlp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trie in the tables: branches by owner and position, leaves from the flat table.
 *
 * @param owner nothing for the state trie, else the hashed address of the storage's account
 */
record TableTrie(TableReader tables, byte[] owner) implements TrieSource {
  private static final byte[] STATE = new byte[0];

  static TableTrie ofState(TableReader tables) {
    return new TableTrie(tables, STATE);
  }

  static TableTrie ofStorage(TableReader tables, Hash owner) {
    return new TableTrie(tables, owner.toArray());
  }

  byte[] recordKey(Position position) {
    return position.toArray(owner);
  }

  /** What an update of this trie does to the table of records. */
  List<TableChange> changes(TrieUpdate update) {
    return update.records().stream().map(this::change).toList();
  }

  TableChange change(TrieUpdate.RecordChange change) {
    return new TableChange(
        ColumnFamily.TRIE, recordKey(change.position()), change.before(), change.after());
  }

  @Override
  public byte @Nullable [] branch(Position position) {
    return tables.get(ColumnFamily.TRIE, recordKey(position));
  }

  @Override
  public @Nullable TrieLeaf leaf(Position position) {
    RocksStore.Entry entry = tables.first(table(), KeyPrefix.of(owner, position), _ -> true);
    return entry == null ? null : leaf(FlatTables.lastHash(entry.key()), entry.value());
  }

  @Override
  public @Nullable TrieLeaf leaf(Position position, Hash likely) {
    byte[] value = tables.get(table(), FlatTables.join(owner, likely.toArray()));
    return value == null ? leaf(position) : leaf(likely, value);
  }

  private ColumnFamily table() {
    return owner.length == 0 ? ColumnFamily.ACCOUNTS : ColumnFamily.SLOTS;
  }

  private TrieLeaf leaf(Hash key, byte[] value) {
    byte[] encoded =
        owner.length == 0
            ? AccountRlp.encode(FlatTables.decodeAccount(value))
            : AccountRlp.encode(FlatTables.decodeWord(value));
    return new TrieLeaf(key, encoded);
  }
}
