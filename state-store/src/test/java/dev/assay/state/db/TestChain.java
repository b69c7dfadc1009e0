package dev.assay.state.db;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.chain.BlockRoots;
import dev.assay.state.chain.DynamicFeeTransaction;
import dev.assay.state.chain.Log;
import dev.assay.state.chain.Receipt;
import dev.assay.state.chain.Transaction;
import dev.assay.state.chain.TransactionType;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.crypto.Signature;
import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.AccountChange;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.StateDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A chain of made-up blocks, the same for the same seed: the state each should have is known from
 * {@link InMemoryState}.
 */
final class TestChain {
  private static final Signature SIGNATURE =
      SecretKey.of(UInt256.ONE).sign(Keccak.hash(Bytes.EMPTY));

  private final long seed;
  private final int accounts;
  final List<InMemoryState> states = new ArrayList<>();

  TestChain(long seed, int accounts) {
    this.seed = seed;
    this.accounts = accounts;
  }

  static Address address(int index) {
    return Address.ofLast(Keccak.hash(BigEndian.ofLong(index)));
  }

  /** The difference that block n makes; it depends on the seed and n alone. */
  StateDiff diff(long number, InMemoryState parent) {
    Random random = new Random(seed * 1_000_003 + number);
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
    return new AccountChange.Updated(
        random.nextInt(1_000), UInt256.of(random.nextLong()), codeHash, cleared, storage);
  }

  /** Remembers the states up to a block that a database already has. */
  void replayTo(long number) {
    while (states.size() <= number) {
      InMemoryState parent = states.isEmpty() ? InMemoryState.EMPTY : states.getLast();
      states.add(parent.apply(diff(states.size(), parent)));
    }
  }

  /** Commits the next block; remembers the state it leads to. */
  Block append(ChainDatabase database) {
    long number = database.head().map(head -> head.number() + 1).orElse(0L);
    InMemoryState parent = number == 0 ? InMemoryState.EMPTY : states.get((int) number - 1);
    StateDiff diff = diff(number, parent);
    while (states.size() > number) {
      states.removeLast();
    }
    states.add(parent.apply(diff));
    PreparedState prepared = database.prepare(diff);
    List<Transaction> transactions = transactions(number);
    List<Receipt> receipts = receipts(number, transactions.size());
    Hash parentHash = database.head().map(Head::hash).orElse(Hash.ZERO);
    BlockHeader header =
        BlockHeader.draft(
                parentHash,
                number,
                1_000 + number,
                address(0),
                30_000_000,
                UInt256.of(7),
                Hash.ZERO)
            .sealed(
                prepared.root(),
                BlockRoots.transactions(transactions),
                BlockRoots.receipts(receipts),
                BlockRoots.bloom(receipts),
                21_000L * transactions.size());
    Block block = new Block(header, transactions);
    database.commit(block, receipts, prepared);
    return block;
  }

  private static List<Transaction> transactions(long number) {
    List<Transaction> transactions = new ArrayList<>();
    for (int i = 0; i < number % 3; i++) {
      transactions.add(
          new DynamicFeeTransaction(
              31337,
              3 * number + i,
              UInt256.ONE,
              UInt256.of(9),
              21_000,
              Optional.of(address(i)),
              UInt256.of(number),
              Bytes.EMPTY,
              List.of(),
              SIGNATURE));
    }
    return transactions;
  }

  private static List<Receipt> receipts(long number, int count) {
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Log log = new Log(address(i), List.of(Hash.EMPTY_CODE), Bytes.of((byte) number));
      receipts.add(
          Receipt.of(TransactionType.DYNAMIC_FEE, i == 0, 21_000L * (i + 1), List.of(log)));
    }
    return receipts;
  }
}
