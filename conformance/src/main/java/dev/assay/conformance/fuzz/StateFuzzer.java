package dev.assay.conformance.fuzz;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.BlockRoots;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseCheck;
import dev.assay.state.db.DatabaseOptions;
import dev.assay.state.db.Durability;
import dev.assay.state.db.Head;
import dev.assay.state.db.PreparedState;
import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.StateRoot;
import dev.assay.state.world.WorldState;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Random operations on a world state over a database, beside a naive state that copies itself at
 * every checkpoint and rebuilds its root from every account. The two must agree after each block
 * about the root, and about what anyone reads, now and some blocks back.
 */
public final class StateFuzzer implements AutoCloseable {
  private static final int ACCOUNTS = 48;
  private static final int SLOTS = 12;
  private static final int HISTORY = 16;

  private final Random random;
  private final ChainDatabase database;
  private final Deque<Point> points = new ArrayDeque<>();
  private final Deque<Naive> blocks = new ArrayDeque<>();
  private Naive naive = new Naive();
  private WorldState world;
  private long operations;

  /** A checkpoint and the naive state there. */
  private record Point(int checkpoint, Naive state) {}

  /** An account as it is. */
  private static final class Entry {
    long nonce;
    UInt256 balance = UInt256.ZERO;
    Hash code = Hash.EMPTY_CODE;
    boolean touched;
    boolean isNew;
    boolean destroyed;
    final TreeMap<UInt256, UInt256> slots = new TreeMap<>();

    Entry copy() {
      Entry copy = new Entry();
      copy.nonce = nonce;
      copy.balance = balance;
      copy.code = code;
      copy.touched = touched;
      copy.isNew = isNew;
      copy.destroyed = destroyed;
      copy.slots.putAll(slots);
      return copy;
    }

    boolean isEmpty() {
      return nonce == 0 && balance.isZero() && code.equals(Hash.EMPTY_CODE);
    }

    Account account() {
      return new Account(nonce, balance, StateRoot.ofStorage(slots), code);
    }
  }

  /** A state without cleverness. */
  private static final class Naive {
    final TreeMap<Address, Entry> accounts = new TreeMap<>();

    Naive copy() {
      Naive copy = new Naive();
      accounts.forEach((address, entry) -> copy.accounts.put(address, entry.copy()));
      return copy;
    }

    Entry writing(Address address) {
      Entry entry = accounts.computeIfAbsent(address, _ -> new Entry());
      entry.touched = true;
      return entry;
    }

    void endTransaction() {
      accounts.values().removeIf(entry -> entry.destroyed || (entry.touched && entry.isEmpty()));
      accounts
          .values()
          .forEach(
              entry -> {
                entry.touched = false;
                entry.isNew = false;
              });
    }

    Hash root() {
      TreeMap<Address, Account> all = new TreeMap<>();
      accounts.forEach((address, entry) -> all.put(address, entry.account()));
      return StateRoot.of(all);
    }
  }

  /** Something that is not as it must be. */
  public static final class Disagreement extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Disagreement(String message) {
      super(message);
    }
  }

  /** Operations that follow from a seed, on a database in a directory that does not exist yet. */
  public StateFuzzer(Path directory, long seed) {
    random = new Random(seed);
    database =
        ChainDatabase.open(
            directory,
            DatabaseOptions.DEFAULT
                .withCacheBytes(4 << 20)
                .withDurability(new Durability.OperatingSystem())
                .withHistoryBlocks(HISTORY));
    world = new WorldState(database.latest());
    endBlock();
  }

  /** How many operations there were. */
  public long operations() {
    return operations;
  }

  /** Does so many operations. */
  public void run(long count) {
    for (long i = 0; i < count; i++) {
      operations++;
      step(random.nextInt(1_000));
    }
    endBlock();
  }

  /** Verifies all of the database. */
  public void check() {
    require(
        database.check(DatabaseCheck.silently()).problems().isEmpty(), "the check finds problems");
  }

  private void step(int dice) {
    if (dice < 850) {
      change(dice % 10);
    } else if (dice < 905) {
      points.push(new Point(world.checkpoint(), naive.copy()));
    } else if (dice < 950) {
      rollback();
    } else if (dice < 985) {
      endTransaction();
    } else if (dice < 998) {
      endBlock();
    } else {
      rollbackBlocks();
    }
  }

  private Address address() {
    return Address.ofLast(Keccak.hash(BigEndian.ofLong(random.nextInt(ACCOUNTS))));
  }

  private UInt256 slot() {
    return UInt256.of(random.nextInt(SLOTS));
  }

  private void change(int kind) {
    Address address = address();
    switch (kind) {
      case 0, 1, 2, 3, 4 -> {
        UInt256 slot = slot();
        UInt256 word = UInt256.of(random.nextInt(3) * 1_000_003L);
        world.storage(address, slot, word);
        Entry entry = naive.writing(address);
        if (word.isZero()) {
          entry.slots.remove(slot);
        } else {
          entry.slots.put(slot, word);
        }
      }
      case 5 -> {
        UInt256 balance = UInt256.of(random.nextInt(4));
        world.balance(address, balance);
        naive.writing(address).balance = balance;
      }
      case 6 -> {
        long nonce = random.nextInt(3);
        world.nonce(address, nonce);
        naive.writing(address).nonce = nonce;
      }
      case 7 -> {
        world.createContract(address);
        Entry entry = naive.writing(address);
        entry.isNew = true;
        entry.nonce = 1;
        Bytes code = Bytes.of((byte) random.nextInt(5));
        world.code(address, code);
        entry.code = Keccak.hash(code);
      }
      case 8 -> {
        if (world.isNewInTransaction(address)) {
          world.destroy(address);
          naive.writing(address).destroyed = true;
        }
      }
      default -> {
        world.touch(address);
        Entry entry = naive.accounts.get(address);
        if (entry != null) {
          entry.touched = true;
        }
      }
    }
  }

  private void rollback() {
    int depth = points.isEmpty() ? 0 : 1 + random.nextInt(points.size());
    Point point = null;
    for (int i = 0; i < depth; i++) {
      point = points.pop();
    }
    if (point != null) {
      world.rollback(point.checkpoint());
      naive = point.state();
    }
  }

  private void endTransaction() {
    points.clear();
    world.endTransaction();
    naive.endTransaction();
  }

  private void endBlock() {
    endTransaction();
    PreparedState prepared = database.prepare(world.diff());
    require(
        prepared.root().equals(naive.root()),
        "the root is " + prepared.root() + ", of all accounts " + naive.root());
    long number = database.head().map(head -> head.number() + 1).orElse(0L);
    Hash parent = database.head().map(Head::hash).orElse(Hash.ZERO);
    BlockHeader header =
        BlockHeader.draft(
                parent, number, operations, Address.ZERO, 30_000_000, UInt256.ONE, Hash.ZERO)
            .sealed(
                prepared.root(),
                BlockRoots.transactions(List.of()),
                BlockRoots.receipts(List.of()),
                BlockRoots.bloom(List.of()),
                0);
    database.commit(new Block(header, List.of()), List.of(), prepared);
    blocks.push(naive.copy());
    while (blocks.size() > HISTORY) {
      blocks.removeLast();
    }
    world = new WorldState(database.latest());
    readBack();
  }

  private void readBack() {
    List<Naive> known = new ArrayList<>(blocks);
    int back = random.nextInt(known.size());
    long number = database.head().orElseThrow().number() - back;
    Address address = address();
    Optional<Account> expected =
        Optional.ofNullable(known.get(back).accounts.get(address)).map(Entry::account);
    require(
        database.at(number).account(address).equals(expected),
        "account " + address + " " + back + " blocks back");
    UInt256 slot = slot();
    UInt256 word =
        Optional.ofNullable(known.get(back).accounts.get(address))
            .map(entry -> (Map<UInt256, UInt256>) entry.slots)
            .map(slots -> slots.getOrDefault(slot, UInt256.ZERO))
            .orElse(UInt256.ZERO);
    require(
        database.at(number).storage(address, slot).equals(word),
        "slot " + slot + " of " + address + " " + back + " blocks back");
  }

  private void rollbackBlocks() {
    endTransaction();
    int back = random.nextInt(Math.min(blocks.size(), 5));
    for (int i = 0; i < back; i++) {
      blocks.pop();
    }
    database.rollbackTo(database.head().orElseThrow().number() - back);
    naive = blocks.getFirst().copy();
    world = new WorldState(database.latest());
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      throw new Disagreement("after " + operations + " operations: " + what);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
