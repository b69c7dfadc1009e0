package dev.assay.conformance.bench.state;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.BlockRoots;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseOptions;
import dev.assay.state.db.Head;
import dev.assay.state.db.PreparedState;
import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.AccountChange;
import dev.assay.state.world.StateDiff;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A database with many accounts that have nothing but a nonce and a balance. */
final class Accounts implements AutoCloseable {
  private static final int CHUNK = 100_000;

  private final int size;
  private final Random random = new Random(7);
  private final ChainDatabase database;

  private Accounts(int size, ChainDatabase database) {
    this.size = size;
    this.database = database;
  }

  static Accounts open(Path directory, int size, DatabaseOptions options) {
    return new Accounts(size, ChainDatabase.open(directory, options));
  }

  ChainDatabase database() {
    return database;
  }

  int size() {
    return size;
  }

  Address some() {
    return address(random.nextInt(size));
  }

  static Address address(int index) {
    return Address.ofLast(Keccak.hash(BigEndian.ofLong(index)));
  }

  /** Creates all accounts, or changes each once: then every branch has been met. */
  void touchAll() {
    for (int from = 0; from < size; from += CHUNK) {
      SortedMap<Address, AccountChange> changes = new TreeMap<>();
      for (int i = from; i < Math.min(from + CHUNK, size); i++) {
        changes.put(address(i), value());
      }
      commit(database.prepare(diff(changes)));
    }
  }

  /** A change of so many accounts; all of them have just been read, as execution does. */
  StateDiff update(int changed) {
    SortedMap<Address, AccountChange> changes = new TreeMap<>();
    while (changes.size() < changed) {
      changes.put(some(), value());
    }
    changes.keySet().forEach(database.latest()::account);
    return diff(changes);
  }

  private static StateDiff diff(SortedMap<Address, AccountChange> changes) {
    return new StateDiff(changes, Collections.emptySortedMap());
  }

  private AccountChange value() {
    return new AccountChange.Updated(
        1 + random.nextInt(100_000),
        UInt256.of(random.nextLong() >>> 1),
        Hash.EMPTY_CODE,
        false,
        Collections.emptySortedMap());
  }

  void commit(PreparedState state) {
    long number = database.head().map(head -> head.number() + 1).orElse(0L);
    Hash parent = database.head().map(Head::hash).orElse(Hash.ZERO);
    BlockHeader header =
        BlockHeader.draft(parent, number, number, Address.ZERO, 30_000_000, UInt256.ONE, Hash.ZERO)
            .sealed(
                state.root(),
                BlockRoots.transactions(List.of()),
                BlockRoots.receipts(List.of()),
                BlockRoots.bloom(List.of()),
                0);
    database.commit(new Block(header, List.of()), List.of(), state);
  }

  @Override
  public void close() {
    database.close();
  }
}
