package dev.assay.conformance.faults;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.BlockRoots;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.Head;
import dev.assay.state.db.PreparedState;
import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.AccountChange;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Blocks that follow from a seed: accounts and slots come, change, are emptied, destroyed and made
 * again. The state each block should have is known without a database.
 */
public final class MadeUpChain {
  private final long seed;
  private final int accounts;
  private InMemoryState state = InMemoryState.EMPTY;
  private long number = -1;

  /** A chain whose blocks change up to a quarter of so many accounts. */
  public MadeUpChain(long seed, int accounts) {
    this.seed = seed;
    this.accounts = accounts;
  }

  /** The address of an account by its number. */
  static Address address(int index) {
    return Address.ofLast(Keccak.hash(BigEndian.ofLong(index)));
  }

  /** Goes on to the state after a block, without a database. */
  public MadeUpChain to(long wanted) {
    if (wanted < number) {
      state = InMemoryState.EMPTY;
      number = -1;
    }
    while (number < wanted) {
      state = state.apply(diff(number + 1, state));
      number++;
    }
    return this;
  }

  /** Root of the state, rebuilt from every account. */
  public Hash root() {
    return state.root();
  }

  /** Whether a state has every account as this one. */
  boolean isOf(StateView other) {
    return state.accounts().entrySet().stream()
        .allMatch(
            account -> other.account(account.getKey()).equals(Optional.of(account.getValue())));
  }

  /** Commits the block after the database's head. */
  public long append(ChainDatabase database) {
    long next = database.head().map(head -> head.number() + 1).orElse(0L);
    to(next - 1);
    StateDiff diff = diff(next, state);
    PreparedState prepared = database.prepare(diff);
    Hash parent = database.head().map(Head::hash).orElse(Hash.ZERO);
    BlockHeader header =
        BlockHeader.draft(
                parent, next, 1_000 + next, address(0), 30_000_000, UInt256.of(7), Hash.ZERO)
            .sealed(
                prepared.root(),
                BlockRoots.transactions(List.of()),
                BlockRoots.receipts(List.of()),
                BlockRoots.bloom(List.of()),
                0);
    database.commit(new Block(header, List.of()), List.of(), prepared);
    return next;
  }

  private StateDiff diff(long block, InMemoryState parent) {
    Random random = new Random(seed * 1_000_003 + block);
    SortedMap<Address, AccountChange> changes = new TreeMap<>();
    SortedMap<Hash, Bytes> code = new TreeMap<>();
    int count = 1 + random.nextInt(Math.max(2, accounts / 4));
    for (int i = 0; i < count; i++) {
      Address address = address(random.nextInt(accounts));
      boolean exists = parent.account(address).isPresent();
      if (exists && random.nextInt(5) == 0) {
        changes.put(address, new AccountChange.Deleted());
      } else {
        changes.put(address, updated(random, code, exists));
      }
    }
    return new StateDiff(changes, code);
  }

  private static AccountChange updated(Random random, SortedMap<Hash, Bytes> code, boolean exists) {
    Hash codeHash = Hash.EMPTY_CODE;
    if (random.nextInt(3) == 0) {
      Bytes bytes = Bytes.of((byte) random.nextInt(50), (byte) 1);
      codeHash = Keccak.hash(bytes);
      code.put(codeHash, bytes);
    }
    SortedMap<UInt256, UInt256> storage = new TreeMap<>();
    int slots = random.nextInt(4) == 0 ? random.nextInt(12) : 0;
    for (int i = 0; i < slots; i++) {
      storage.put(UInt256.of(random.nextInt(20)), UInt256.of(random.nextInt(3)));
    }
    boolean cleared = exists && random.nextInt(10) == 0;
    int nonce = random.nextInt(20) == 0 ? 0 : random.nextInt(1_000);
    UInt256 balance = random.nextInt(20) == 0 ? UInt256.ZERO : UInt256.of(random.nextLong());
    return new AccountChange.Updated(nonce, balance, codeHash, cleared, storage);
  }
}
