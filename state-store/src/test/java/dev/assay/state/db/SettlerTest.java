package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.StateView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks on their way from the journal into the tables, and what may come between. */
class SettlerTest {
  private static final int ACCOUNTS = 40;
  private static final DatabaseOptions SMALL = DatabaseOptions.DEFAULT.withCacheBytes(4 << 20);

  @TempDir Path directory;

  private static void assertState(StateView view, InMemoryState expected) {
    StateCheck.assertState(view, expected, ACCOUNTS);
  }

  private static void assertWhole(ChainDatabase database, TestChain chain) {
    long head = database.head().orElseThrow().number();
    for (long number = head; number >= 0; number -= 1 + number / 5) {
      assertState(database.at(number), chain.states.get((int) number));
      Address address = TestChain.address((int) number % ACCOUNTS);
      Hash root = database.header(number).orElseThrow().stateRoot();
      ProofCheck.verify(root, database.proof(address, List.of(UInt256.ONE), number));
    }
  }

  /** Appends, rolls back within what waits and far below it, and opens again, in any order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyKeptStateIsReadWhateverIsInTheTables(long seed) {
    Random random = new Random(seed);
    TestChain chain = new TestChain(seed, ACCOUNTS);
    ChainDatabase database = ChainDatabase.open(directory, SMALL);
    try {
      for (int round = 0; round < 12; round++) {
        for (int i = random.nextInt(90); i >= 0; i--) {
          chain.append(database);
        }
        long head = database.head().orElseThrow().number();
        switch (random.nextInt(4)) {
          case 0 -> database.rollbackTo(head - Math.min(head, random.nextInt(20)));
          case 1 -> database.rollbackTo(random.nextInt((int) head + 1));
          case 2 -> {
            database.close();
            database = ChainDatabase.open(directory, SMALL);
          }
          default -> database.compact();
        }
        assertWhole(database, chain);
      }
      assertEquals(List.of(), database.check(DatabaseCheck.silently()).problems());
    } finally {
      database.close();
    }
  }

  private static FaultPoint.Visitor failingAt(FaultPoint where, AtomicInteger countdown) {
    return point -> {
      if (point == where && countdown.decrementAndGet() == 0) {
        throw new DatabaseFailure(DatabaseFailure.Kind.DISK_FULL, "made up");
      }
    };
  }

  private static FaultPoint.Visitor counting(AtomicInteger rounds) {
    return point -> {
      if (point == FaultPoint.MID_SETTLE) {
        rounds.incrementAndGet();
      }
    };
  }

  /** The tables hold blocks that are not on record as being there when the database is closed. */
  @Test
  void blocksThatCameIntoTheTablesInPartAreTakenBackAndReplayed() {
    TestChain chain = new TestChain(5, ACCOUNTS);
    FaultPoint.Visitor visitor = failingAt(FaultPoint.MID_SETTLE, new AtomicInteger(1));
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL, visitor)) {
      for (int i = 0; i < 30; i++) {
        chain.append(database);
      }
    }
    try (RocksStore store = RocksStore.open(directory.resolve("rocksdb"), SMALL)) {
      Meta meta = new Meta(store);
      assertTrue(meta.isSettling());
      assertEquals(0, meta.settled());
    }
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL)) {
      assertWhole(database, chain);
      database.rollbackTo(20);
      for (int i = 0; i < 60; i++) {
        chain.append(database);
      }
      assertEquals(List.of(), database.check(DatabaseCheck.silently()).problems());
      assertWhole(database, chain);
    }
  }

  @Test
  void theWriterGoesOnAfterBlocksDidNotReachTheTables() {
    TestChain chain = new TestChain(6, ACCOUNTS);
    AtomicInteger countdown = new AtomicInteger(2);
    FaultPoint.Visitor visitor = failingAt(FaultPoint.MID_SETTLE, countdown);
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL, visitor)) {
      while (countdown.get() > -2) {
        chain.append(database);
      }
      assertWhole(database, chain);
      assertEquals(List.of(), database.check(DatabaseCheck.silently()).problems());
    }
  }

  @Test
  void aJournalThatIsDamagedOrGoneIsRefused() {
    TestChain chain = new TestChain(7, ACCOUNTS);
    FaultPoint.Visitor visitor = failingAt(FaultPoint.MID_SETTLE, new AtomicInteger(1));
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL, visitor)) {
      for (int i = 0; i < 5; i++) {
        chain.append(database);
      }
    }
    byte[] key = Journal.key(3);
    byte[] journal = change(key, new byte[] {'a', 1, 2});
    assertRefused("the journal of a block ends in a change");
    change(key, new byte[0]);
    assertRefused("the journal leads to root");
    change(key, null);
    assertRefused("the journal of block 3 is missing");
    change(key, journal);
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL)) {
      assertWhole(database, chain);
    }
  }

  private byte[] change(byte[] key, byte @Nullable [] value) {
    try (RocksStore store = RocksStore.open(directory.resolve("rocksdb"), SMALL);
        RocksStore.Batch batch = store.batch()) {
      byte[] before = store.get(ColumnFamily.BLOCKS, key);
      batch.put(new TableChange(ColumnFamily.BLOCKS, key, before, value));
      batch.write();
      return before == null ? new byte[0] : before;
    }
  }

  private void assertRefused(String why) {
    DatabaseFailure failure =
        assertThrows(DatabaseFailure.class, () -> ChainDatabase.open(directory, SMALL).close());
    assertEquals(DatabaseFailure.Kind.CORRUPT, failure.kind());
    assertTrue(String.valueOf(failure.getMessage()).contains(why), failure.getMessage());
  }

  /** Data of schema 3 has everything in its tables and no journal. */
  @Test
  void dataWithoutAJournalIsTakenAsItIs() {
    TestChain chain = new TestChain(8, ACCOUNTS);
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL)) {
      for (int i = 0; i < 20; i++) {
        chain.append(database);
      }
      database.compact();
    }
    try (RocksStore store = RocksStore.open(directory.resolve("rocksdb"), SMALL);
        RocksStore.Batch batch = store.batch()) {
      batch.put(ColumnFamily.META, name("schema"), BigEndian.ofLong(3));
      batch.delete(ColumnFamily.META, name("settled"));
      batch.write();
    }
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL)) {
      assertWhole(database, chain);
      chain.append(database);
      assertWhole(database, chain);
    }
  }

  /** A kill takes what is in no log: all blocks but the first come back from their journals. */
  @Test
  void blocksAreSettledWhileManyAreBroughtBack() throws IOException {
    TestChain chain = new TestChain(10, ACCOUNTS);
    Path killed = directory.resolve("killed");
    // Room for all of them in write buffers: nothing reaches a file.
    DatabaseOptions large = DatabaseOptions.DEFAULT;
    try (ChainDatabase database = ChainDatabase.open(directory.resolve("live"), large)) {
      for (int i = 0; i < 600; i++) {
        chain.append(database);
      }
      copy(directory.resolve("live"), killed);
    }
    AtomicInteger rounds = new AtomicInteger();
    try (ChainDatabase database = ChainDatabase.open(killed, large, counting(rounds))) {
      assertTrue(rounds.get() >= 2, "rounds: " + rounds);
      assertWhole(database, chain);
      assertEquals(List.of(), database.check(DatabaseCheck.silently()).problems());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static byte[] name(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Round after round, until nothing of a chain waits; the journal goes with the files. */
  @Test
  void blocksReachTheTablesWithoutBeingAskedFor() throws InterruptedException {
    TestChain chain = new TestChain(9, ACCOUNTS);
    AtomicInteger rounds = new AtomicInteger();
    try (ChainDatabase database = ChainDatabase.open(directory, SMALL, counting(rounds))) {
      for (int i = 0; i < 200; i++) {
        chain.append(database);
      }
      while (rounds.get() == 0) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      database.compact();
    }
    try (RocksStore store = RocksStore.open(directory.resolve("rocksdb"), SMALL)) {
      assertEquals(199, new Meta(store).settled());
      store.scanPrefix(
          ColumnFamily.BLOCKS,
          Journal.prefix(),
          (key, value) -> {
            throw new AssertionError("the journal of block " + Journal.number(key));
          });
    }
  }
}
