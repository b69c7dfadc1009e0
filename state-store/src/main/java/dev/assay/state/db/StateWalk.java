package dev.assay.state.db;

import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;

/** Shows the flat tables with the names that the table of preimages has for their keys. */
final class StateWalk {
  private final RocksStore store;
  private final StateVisitor visitor;

  private StateWalk(RocksStore store, StateVisitor visitor) {
    this.store = store;
    this.visitor = visitor;
  }

  static void run(RocksStore store, StateVisitor visitor) {
    StateWalk walk = new StateWalk(store, visitor);
    store.scan(
        ColumnFamily.ACCOUNTS,
        new byte[0],
        (key, value) -> walk.account(key, FlatTables.decodeAccount(value)));
  }

  private boolean account(byte[] key, Account account) {
    visitor.account(Address.of(name(Hash.of(key))), account);
    if (account.hasStorage()) {
      store.scanPrefix(
          ColumnFamily.SLOTS,
          key,
          (slot, word) -> {
            visitor.slot(UInt256.of(name(FlatTables.lastHash(slot))), FlatTables.decodeWord(word));
            return true;
          });
    }
    return true;
  }

  private byte[] name(Hash key) {
    byte[] name = store.get(ColumnFamily.PREIMAGES, key.toArray());
    if (name == null) {
      throw new UnnamedState(key);
    }
    return name;
  }
}
