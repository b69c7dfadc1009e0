package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.chain.Block;
import dev.assay.state.chain.BlockHeader;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.trie.Proof;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.AccountRlp;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database against a state in memory: roots, reads, proofs, history, rollback, reopening. */
class ChainDatabaseTest {
  private static final int ACCOUNTS = 120;
  private static final DatabaseOptions SMALL = DatabaseOptions.DEFAULT.withCacheBytes(4 << 20);

  @TempDir Path directory;

  private static void assertState(StateView view, InMemoryState expected) {
    StateCheck.assertState(view, expected, ACCOUNTS);
  }

  private static void assertProofs(ChainDatabase database, long number, InMemoryState expected) {
    Hash root = database.header(number).orElseThrow().stateRoot();
    List<UInt256> slots = List.of(UInt256.ZERO, UInt256.of(7), UInt256.of(1_000));
    for (int i = 0; i < ACCOUNTS + 5; i += 3) {
      Address address = TestChain.address(i);
      AccountProof proof = database.proof(address, slots, number);
      Optional<Bytes> leaf = Proof.verify(root, Keccak.hash(address).toBytes(), proof.nodes());
      Optional<Account> account = expected.account(address);
      assertEquals(account.map(AccountRlp::encode).map(Bytes::of), leaf);
      assertEquals(account.orElse(Account.EMPTY), proof.account());
      for (AccountProof.SlotProof slot : proof.slots()) {
        UInt256 word = expected.storage(address, slot.slot());
        assertEquals(word, slot.word());
        Bytes key = Keccak.hash(slot.slot().toHash()).toBytes();
        assertEquals(
            word.isZero() ? Optional.empty() : Optional.of(Bytes.of(AccountRlp.encode(word))),
            Proof.verify(proof.account().storageRoot(), key, slot.nodes()));
      }
    }
  }

  /** While the next block is on its way the newest is still the one before, in memory or not. */
  @Test
  void readersSeeTheBlockBeforeTheOneThatIsBeingWritten() {
    TestChain chain = new TestChain(6, ACCOUNTS);
    AtomicReference<ChainDatabase> opened = new AtomicReference<>();
    AtomicInteger met = new AtomicInteger();
    FaultPoint.Visitor reader =
        point -> {
          boolean writing = point == FaultPoint.BEFORE_WRITE || point == FaultPoint.AFTER_WRITE;
          if (writing && chain.states.size() > 1) {
            InMemoryState before = chain.states.get(chain.states.size() - 2);
            assertState(opened.get().latest(), before);
            met.incrementAndGet();
          }
        };
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL, reader)) {
      opened.set(database);
      for (int i = 0; i < 20; i++) {
        StateView newest = database.latest();
        chain.append(database);
        assertState(newest, i == 0 ? InMemoryState.EMPTY : chain.states.get(i - 1));
        assertState(database.latest(), chain.states.getLast());
      }
    }
    assertEquals(2 * 19, met.get());
  }

  /** At the points between which a block is on its way into the log and into the tables. */
  @Test
  void pastStatesAreReadAndProvenWhileBlocksAreBeingWritten() {
    TestChain chain = new TestChain(11, ACCOUNTS);
    TestChain expected = new TestChain(11, ACCOUNTS);
    expected.replayTo(150);
    AtomicReference<ChainDatabase> opened = new AtomicReference<>();
    Set<FaultPoint> met = ConcurrentHashMap.newKeySet();
    Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    FaultPoint.Visitor reader =
        point -> {
          ChainDatabase database = opened.get();
          if (database != null && database.head().isPresent() && point != FaultPoint.MID_PRUNE) {
            long head = database.head().orElseThrow().number();
            long number = head - head % 7;
            try {
              assertState(database.at(number), expected.states.get((int) number));
              assertProofs(database, number, expected.states.get((int) number));
              met.add(point);
            } catch (RuntimeException | AssertionError thrown) {
              // Some of the points are met by threads of the database.
              wrong.add(thrown);
            }
          }
        };
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL, reader)) {
      opened.set(database);
      for (int i = 0; i < 150; i++) {
        chain.append(database);
      }
      database.compact();
    }
    assertEquals(List.of(), List.copyOf(wrong));
    assertEquals(
        Set.of(FaultPoint.BEFORE_WRITE, FaultPoint.AFTER_WRITE, FaultPoint.MID_SETTLE), met);
  }

  /** A block is on the disk, its commit failed: it is taken back before anybody can see it. */
  @Test
  void aBlockThatNobodyWasToldOfIsNeverTheHead() throws InterruptedException {
    TestChain chain = new TestChain(13, ACCOUNTS);
    AtomicBoolean failing = new AtomicBoolean();
    FaultPoint.Visitor visitor =
        point -> {
          if (point == FaultPoint.AFTER_WRITE && failing.get()) {
            throw new DatabaseFailure(DatabaseFailure.Kind.INPUT_OUTPUT, "made up");
          }
        };
    AtomicLong told = new AtomicLong();
    AtomicLong tooNew = new AtomicLong(-1);
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL, visitor)) {
      chain.append(database);
      AtomicBoolean done = new AtomicBoolean();
      Thread reader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!done.get()) {
                      long head = database.head().orElseThrow().number();
                      if (head > told.get()) {
                        tooNew.set(head);
                      }
                    }
                  });
      try {
        for (int block = 1; block <= 20; block++) {
          failing.set(true);
          assertThrows(DatabaseFailure.class, () -> chain.append(database));
          failing.set(false);
          // Opens the database again.
          database.prepare(StateDiff.EMPTY);
          assertEquals(block - 1, database.head().orElseThrow().number());
          assertState(database.latest(), chain.states.get(block - 1));
          told.set(block);
          chain.append(database);
          assertState(database.latest(), chain.states.get(block));
        }
      } finally {
        done.set(true);
      }
      reader.join();
      assertEquals(List.of(), database.check(DatabaseCheck.silently()).problems());
    }
    assertEquals(-1, tooNew.get());
  }

  /** Views of a block that are taken until it is gone are all ended, not some of them. */
  @Test
  void aRollbackEndsEveryViewAboveItsTarget() throws InterruptedException {
    TestChain chain = new TestChain(14, ACCOUNTS);
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL)) {
      for (int i = 0; i < 20; i++) {
        chain.append(database);
      }
      for (int round = 0; round < 40; round++) {
        long head = database.head().orElseThrow().number();
        Queue<StateView> views = new ConcurrentLinkedQueue<>();
        CountDownLatch reading = new CountDownLatch(1);
        Thread reader =
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        while (true) {
                          views.add(database.at(head));
                          reading.countDown();
                        }
                      } catch (StateUnavailable gone) {
                        reading.countDown();
                      }
                    });
        reading.await();
        database.rollbackTo(head - 3);
        reader.join();
        for (int i = 0; i < 4; i++) {
          chain.append(database);
        }
        for (StateView view : views) {
          assertThrows(StateUnavailable.class, () -> view.account(TestChain.address(0)));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyBlockHasTheRootOfARebuild(long seed) {
    TestChain chain = new TestChain(seed, ACCOUNTS);
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL)) {
      for (int i = 0; i < 60; i++) {
        Block block = chain.append(database);
        assertEquals(chain.states.get(i).root(), block.header().stateRoot());
      }
      assertState(database.latest(), chain.states.getLast());
      assertProofs(database, 59, chain.states.getLast());
    }
  }

  @Test
  void pastStatesAreReadAndProven() {
    TestChain chain = new TestChain(4, ACCOUNTS);
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL)) {
      for (int i = 0; i < 40; i++) {
        chain.append(database);
      }
      for (int number = 0; number < 40; number += 6) {
        assertState(database.at(number), chain.states.get(number));
        assertProofs(database, number, chain.states.get(number));
      }
    }
  }

  @Test
  void historyEndsWhereTheOptionSays() {
    TestChain chain = new TestChain(5, ACCOUNTS);
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL.withHistoryBlocks(8))) {
      for (int i = 0; i < 10; i++) {
        chain.append(database);
      }
      StateView oldest = database.at(1);
      assertState(oldest, chain.states.get(1));
      assertEquals(1, database.oldestState());
      chain.append(database);
      assertThrows(StateUnavailable.class, () -> oldest.account(TestChain.address(0)));
      assertThrows(StateUnavailable.class, () -> database.at(1));
      assertState(database.at(2), chain.states.get(2));
      assertThrows(StateUnavailable.class, () -> database.rollbackTo(1));
      assertThrows(StateUnavailable.class, () -> database.at(11));
    }
  }

  @Test
  void rollbackReturnsToAnEarlierBlockByteForByte() {
    TestChain chain = new TestChain(6, ACCOUNTS);
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL)) {
      for (int i = 0; i < 30; i++) {
        chain.append(database);
      }
      List<InMemoryState> before = List.copyOf(chain.states);
      Head head = database.head().orElseThrow();
      StateView latest = database.latest();
      StateView kept = database.at(10);
      database.rollbackTo(12);
      assertEquals(12, database.head().orElseThrow().number());
      assertState(database.latest(), before.get(12));
      assertState(kept, before.get(10));
      assertThrows(StateUnavailable.class, () -> latest.account(TestChain.address(0)));
      assertTrue(database.block(13).isEmpty());
      assertTrue(database.receipts(13).isEmpty());
      assertTrue(database.block(head.hash()).isEmpty());
      // The same blocks again lead to the same head.
      for (int i = 13; i < 30; i++) {
        chain.append(database);
      }
      assertEquals(head, database.head().orElseThrow());
      assertProofs(database, 29, before.get(29));
    }
  }

  @Test
  void blocksReceiptsAndIndexesSurviveReopening() {
    TestChain chain = new TestChain(7, ACCOUNTS);
    Block last;
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL)) {
      for (int i = 0; i < 5; i++) {
        chain.append(database);
      }
      last = chain.append(database);
    }
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL)) {
      assertEquals(last.hash(), database.head().orElseThrow().hash());
      assertEquals(Optional.of(last), database.block(5));
      assertEquals(Optional.of(last), database.block(last.hash()));
      assertEquals(Optional.of(last.header()), database.header(last.hash()));
      assertEquals(Optional.of(last.hash()), database.blockHash(5));
      assertEquals(2, database.receipts(5).orElseThrow().size());
      assertEquals(
          Optional.of(new TransactionLocation(5, last.hash(), 1)),
          database.transaction(last.transactions().get(1).hash()));
      assertTrue(database.transaction(Hash.ZERO).isEmpty());
      assertState(database.latest(), chain.states.getLast());
      chain.append(database);
    }
  }

  @Test
  void aBlockThatDoesNotFitIsRefusedAndLeavesNoTrace() {
    TestChain chain = new TestChain(8, ACCOUNTS);
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL)) {
      chain.append(database);
      Block block = chain.append(database);
      Head head = database.head().orElseThrow();
      PreparedState same = database.prepare(StateDiff.EMPTY);
      assertEquals(head.stateRoot(), same.root());
      assertThrows(IllegalArgumentException.class, () -> database.commit(block, List.of(), same));
      BlockHeader next =
          BlockHeader.draft(head.hash(), 2, 0, Address.ZERO, 0, UInt256.ZERO, Hash.ZERO);
      assertThrows(
          IllegalArgumentException.class,
          () -> database.commit(new Block(next, List.of()), List.of(), same));
      assertEquals(head, database.head().orElseThrow());
      assertTrue(database.block(2).isEmpty());
    }
  }

  @Test
  void readersSeeWholeBlocksWhileTheWriterCommits() throws InterruptedException {
    TestChain chain = new TestChain(9, 40);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL)) {
      chain.append(database);
      Thread reader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (database.head().orElseThrow().number() < 150) {
                        readOneState(database);
                      }
                    } catch (Throwable thrown) {
                      failure.set(thrown);
                    }
                  });
      for (int i = 1; i <= 150; i++) {
        chain.append(database);
      }
      reader.join();
    }
    if (failure.get() != null) {
      throw new AssertionError("reader", failure.get());
    }
  }

  /** Every account of the view taken at the start is proven against the root of that block. */
  private static void readOneState(ChainDatabase database) {
    Head head = database.head().orElseThrow();
    StateView view = database.at(head.number());
    for (int i = 0; i < 40; i++) {
      Address address = TestChain.address(i);
      AccountProof proof = database.proof(address, List.of(), head.number());
      Optional<Bytes> leaf =
          Proof.verify(head.stateRoot(), Keccak.hash(address).toBytes(), proof.nodes());
      assertEquals(leaf, view.account(address).map(AccountRlp::encode).map(Bytes::of));
    }
  }
}
