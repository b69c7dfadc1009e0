package dev.assay.node.chain;

import dev.assay.state.chain.BlockHeader;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.ChainDatabase.PastBlock;
import dev.assay.state.db.StateVisitor;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountChange;
import dev.assay.state.world.StateDiff;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole chain as plain data: what {@code anvil_dumpState} tells and {@code anvil_loadState}
 * takes.
 *
 * @param accounts every account as it is now, with the edits that no block holds yet
 * @param timestamp seconds since 1970 of the newest block
 * @param past the blocks, where the dump has them: one that another program wrote has not
 */
public record StateDump(SortedMap<Address, Held> accounts, long timestamp, Optional<Past> past) {

  /** Copies the accounts. */
  public StateDump {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
  }

  /**
   * An account with everything in it.
   *
   * @param storage the words that are not zero
   */
  public record Held(long nonce, UInt256 balance, Bytes code, SortedMap<UInt256, UInt256> storage) {
    /** Copies the storage. */
    public Held {
      storage = Collections.unmodifiableSortedMap(new TreeMap<>(storage));
    }

    private AccountChange change() {
      return new AccountChange.Updated(nonce, balance, codeHash(), true, storage);
    }

    private Hash codeHash() {
      return code.isEmpty() ? Hash.EMPTY_CODE : Keccak.hash(code);
    }
  }

  /**
   * Where the state came from.
   *
   * @param blocks every block from the first to the newest
   * @param committed what the newest block's state root says of the accounts that were edited since
   */
  public record Past(List<PastBlock> blocks, SortedMap<Address, Optional<Held>> committed) {
    /** Copies both; there is at least one block. */
    public Past {
      blocks = List.copyOf(blocks);
      committed = Collections.unmodifiableSortedMap(new TreeMap<>(committed));
    }

    /** The newest block. */
    PastBlock newest() {
      return blocks.getLast();
    }
  }

  /** Reads everything; nobody may commit meanwhile. */
  static StateDump of(ChainDatabase database, Blockchain.Tip tip) {
    SortedMap<Address, Held> accounts = new TreeMap<>();
    Collector collector = new Collector(database, accounts);
    database.walk(collector);
    collector.finish();
    SortedMap<Address, Optional<Held>> committed = new TreeMap<>();
    tip.edits()
        .accounts()
        .forEach(
            (address, change) -> {
              Optional<Held> before = Optional.ofNullable(accounts.get(address));
              committed.put(address, before);
              Optional<Held> after = edited(before, change, tip);
              accounts.remove(address);
              after.ifPresent(held -> accounts.put(address, held));
            });
    Optional<Past> past = blocks(database, tip).map(blocks -> new Past(blocks, committed));
    return new StateDump(accounts, tip.header().timestamp(), past);
  }

  private static Optional<Held> edited(
      Optional<Held> before, AccountChange change, Blockchain.Tip tip) {
    return switch (change) {
      case AccountChange.Deleted() -> Optional.empty();
      case AccountChange.Updated(var nonce, var balance, var code, var cleared, var written) -> {
        SortedMap<UInt256, UInt256> storage =
            new TreeMap<>(before.filter(_ -> !cleared).map(Held::storage).orElseGet(TreeMap::new));
        storage.putAll(written);
        storage.values().removeIf(UInt256::isZero);
        yield Optional.of(new Held(nonce, balance, tip.state().code(code), storage));
      }
    };
  }

  /** All blocks, unless bodies were pruned or the chain did not begin here. */
  private static Optional<List<PastBlock>> blocks(ChainDatabase database, Blockchain.Tip tip) {
    List<PastBlock> blocks = new ArrayList<>();
    for (long number = 0; number <= tip.number(); number++) {
      var block = database.block(number);
      var receipts = database.receipts(number);
      if (block.isEmpty() || receipts.isEmpty()) {
        return Optional.empty();
      }
      blocks.add(new PastBlock(block.get(), receipts.get()));
    }
    return Optional.of(blocks);
  }

  /** What leads from any state to these accounts; accounts that are not in the dump stay. */
  StateDiff asEdit() {
    return diff(accounts, List.of());
  }

  /** The state after the newest block, from nothing. */
  StateDiff committedState() {
    SortedMap<Address, Held> state = new TreeMap<>(accounts);
    past.ifPresent(
        known ->
            known
                .committed()
                .forEach(
                    (address, held) -> {
                      state.remove(address);
                      held.ifPresent(before -> state.put(address, before));
                    }));
    return diff(state, List.of());
  }

  /** The edits since the newest block. */
  StateDiff editsSince() {
    SortedMap<Address, Held> edited = new TreeMap<>();
    List<Address> deleted = new ArrayList<>();
    past.ifPresent(
        known ->
            known
                .committed()
                .keySet()
                .forEach(
                    address -> {
                      Held now = accounts.get(address);
                      if (now == null) {
                        deleted.add(address);
                      } else {
                        edited.put(address, now);
                      }
                    }));
    return diff(edited, deleted);
  }

  private static StateDiff diff(SortedMap<Address, Held> accounts, List<Address> deleted) {
    SortedMap<Address, AccountChange> changes = new TreeMap<>();
    SortedMap<Hash, Bytes> code = new TreeMap<>();
    accounts.forEach(
        (address, held) -> {
          changes.put(address, held.change());
          if (!held.code().isEmpty()) {
            code.put(held.codeHash(), held.code());
          }
        });
    deleted.forEach(address -> changes.put(address, new AccountChange.Deleted()));
    return new StateDiff(changes, code);
  }

  /** The newest block's header, where the dump has blocks. */
  Optional<BlockHeader> head() {
    return past.map(known -> known.newest().block().header());
  }

  private static final class Collector implements StateVisitor {
    private final ChainDatabase database;
    private final SortedMap<Address, Held> accounts;
    private Address address = Address.ZERO;
    private Account account = Account.EMPTY;
    private SortedMap<UInt256, UInt256> storage = new TreeMap<>();
    private boolean begun;

    Collector(ChainDatabase database, SortedMap<Address, Held> accounts) {
      this.database = database;
      this.accounts = accounts;
    }

    @Override
    public void account(Address next, Account found) {
      finish();
      address = next;
      account = found;
      storage = new TreeMap<>();
      begun = true;
    }

    @Override
    public void slot(UInt256 slot, UInt256 word) {
      storage.put(slot, word);
    }

    void finish() {
      if (begun) {
        Bytes code = account.hasCode() ? code() : Bytes.EMPTY;
        accounts.put(address, new Held(account.nonce(), account.balance(), code, storage));
      }
    }

    private Bytes code() {
      return database.code(account.codeHash()).orElseThrow();
    }
  }
}
