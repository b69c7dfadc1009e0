package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.types.Address;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.InMemoryState;
import dev.assay.state.world.StateView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens behind the writer: pruning, migration, copies, views that go on reading. */
class UpkeepTest {
  private static final DatabaseOptions SMALL = DatabaseOptions.DEFAULT.withCacheBytes(8 << 20);

  @TempDir Path root;

  private static List<DatabaseCheck.Problem> problems(ChainDatabase database) {
    return database.check(DatabaseCheck.silently()).problems();
  }

  @Test
  void historyAndBodiesGoInTheBackground() throws InterruptedException {
    TestChain chain = new TestChain(3, 30);
    DatabaseOptions options = SMALL.withHistoryBlocks(5).withBodyBlocks(7);
    try (ChainDatabase database = ChainDatabase.open(root, options)) {
      for (int i = 0; i < 40; i++) {
        chain.append(database);
      }
      while (database.stats().prunedStates() < 34 || database.stats().oldestBody() < 33) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertEquals(34, database.oldestState());
      assertTrue(database.block(32).isEmpty());
      assertTrue(database.receipts(32).isEmpty());
      assertTrue(database.header(32).isPresent());
      assertTrue(database.block(33).isPresent());
      assertThrows(StateUnavailable.class, () -> database.at(33));
      assertEquals(List.of(), problems(database));
    }
    try (ChainDatabase database = ChainDatabase.open(root, options)) {
      assertEquals(33, database.stats().oldestBody());
      database.rollbackTo(36);
      assertEquals(chain.states.get(36).root(), database.head().orElseThrow().stateRoot());
    }
  }

  @Test
  void dataOfTheSchemaBeforeIsMigrated() {
    TestChain chain = new TestChain(4, 30);
    DatabaseOptions options = SMALL.withHistoryBlocks(5);
    try (ChainDatabase database = ChainDatabase.open(root, options)) {
      for (int i = 0; i < 12; i++) {
        chain.append(database);
      }
    }
    try (RocksStore store = RocksStore.open(root.resolve("rocksdb"), options);
        RocksStore.Batch batch = store.batch()) {
      batch.put(ColumnFamily.META, name("schema"), BigEndian.ofLong(1));
      batch.delete(ColumnFamily.META, name("pruned-states"));
      batch.write();
    }
    try (ChainDatabase database = ChainDatabase.open(root, options)) {
      assertEquals(6, database.stats().prunedStates());
      assertEquals(List.of(), problems(database));
      chain.append(database);
    }
    try (RocksStore store = RocksStore.open(root.resolve("rocksdb"), options)) {
      byte[] schema = store.get(ColumnFamily.META, name("schema"));
      assertEquals(
          Meta.SCHEMA_VERSION, BigEndian.getLong(schema == null ? new byte[8] : schema, 0));
    }
  }

  /** A bit in the middle of the log is refused; who accepts the loss is told every block of it. */
  @Test
  void aDamagedLogIsRecoveredWhenItsLossIsAccepted() throws IOException {
    TestChain chain = new TestChain(8, 30);
    Path live = root.resolve("live");
    Path damaged = root.resolve("damaged");
    try (ChainDatabase database = ChainDatabase.open(live, SMALL)) {
      for (int i = 0; i < 12; i++) {
        chain.append(database);
      }
      // While it is open: a close would bring the log into tables.
      OpenTest.copy(live, damaged);
    }
    flipTheMiddleOfTheLog(damaged.resolve("rocksdb"));
    DatabaseFailure refused =
        assertThrows(DatabaseFailure.class, () -> ChainDatabase.open(damaged, SMALL).close());
    assertEquals(DatabaseFailure.Kind.CORRUPT, refused.kind());
    assertTrue(String.valueOf(refused.getMessage()).contains("db repair --recover"));
    try (ChainDatabase database = ChainDatabase.open(damaged, SMALL.acceptingLoss())) {
      LostBlocks lost = database.lost().orElseThrow();
      long head = database.head().map(Head::number).orElse(-1L);
      assertEquals(head + 1, lost.first());
      assertEquals(11, lost.last());
      assertEquals(List.of(), problems(database));
      chain.append(database);
    }
    try (ChainDatabase database = ChainDatabase.open(damaged, SMALL)) {
      assertTrue(database.lost().isEmpty());
      assertEquals(List.of(), problems(database));
    }
  }

  private static void flipTheMiddleOfTheLog(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Path log = files.filter(file -> file.toString().endsWith(".log")).max(sizes()).orElseThrow();
      byte[] bytes = Files.readAllBytes(log);
      bytes[bytes.length / 2] ^= 4;
      Files.write(log, bytes);
    }
  }

  private static Comparator<Path> sizes() {
    return Comparator.comparingLong(file -> file.toFile().length());
  }

  private static byte[] name(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aCopyIsAChainOfItsOwn() {
    TestChain chain = new TestChain(5, 30);
    Path copy = root.resolve("copy");
    try (ChainDatabase database = ChainDatabase.open(root.resolve("live"), SMALL)) {
      for (int i = 0; i < 6; i++) {
        chain.append(database);
      }
      database.checkpoint(copy);
      chain.append(database);
    }
    try (ChainDatabase database = ChainDatabase.open(copy, SMALL)) {
      assertEquals(5, database.head().orElseThrow().number());
      assertEquals(List.of(), problems(database));
    }
  }

  /** Four threads read states of recent blocks while blocks are appended: always the right ones. */
  @Test
  void viewsStayWhatTheyAreWhileTheWriterGoesOn() throws Exception {
    int blocks = 150;
    TestChain expected = new TestChain(6, 40);
    expected.replayTo(blocks);
    List<InMemoryState> states = List.copyOf(expected.states);
    try (ChainDatabase database = ChainDatabase.open(root, SMALL.withHistoryBlocks(20));
        ExecutorService readers = Executors.newFixedThreadPool(4)) {
      TestChain chain = new TestChain(6, 40);
      chain.append(database);
      CountDownLatch done = new CountDownLatch(1);
      List<Future<Integer>> counts = new ArrayList<>();
      for (int reader = 0; reader < 4; reader++) {
        Random random = new Random(reader);
        counts.add(readers.submit(() -> read(database, states, random, done)));
      }
      try {
        for (int i = 1; i <= blocks; i++) {
          chain.append(database);
        }
      } finally {
        done.countDown();
      }
      for (Future<Integer> count : counts) {
        assertTrue(count.get() > 100, () -> "a reader was blocked");
      }
    }
  }

  /** Three threads prove and read what was, while blocks come, are settled, pruned, taken back. */
  @Test
  void whatWasIsProvenWhileBlocksComeAndGo() throws Exception {
    int blocks = 400;
    TestChain expected = new TestChain(12, 40);
    expected.replayTo(blocks);
    List<InMemoryState> states = List.copyOf(expected.states);
    try (ChainDatabase database = ChainDatabase.open(root, SMALL.withHistoryBlocks(90));
        ExecutorService readers = Executors.newFixedThreadPool(3)) {
      TestChain chain = new TestChain(12, 40);
      chain.append(database);
      CountDownLatch done = new CountDownLatch(1);
      List<Future<Integer>> counts = new ArrayList<>();
      for (int reader = 0; reader < 3; reader++) {
        Random random = new Random(reader);
        counts.add(readers.submit(() -> provePast(database, states, random, done)));
      }
      // Back within what waits for the tables, and below it.
      try {
        for (int back : List.of(0, 5, 85, 20, 1)) {
          database.rollbackTo(database.head().orElseThrow().number() - back);
          for (int i = 0; i < 100; i++) {
            chain.append(database);
          }
        }
      } finally {
        done.countDown();
      }
      for (Future<Integer> count : counts) {
        assertTrue(count.get() > 100, () -> "a reader was blocked");
      }
      assertEquals(List.of(), problems(database));
    }
  }

  private static int provePast(
      ChainDatabase database, List<InMemoryState> states, Random random, CountDownLatch done) {
    int count = 0;
    while (done.getCount() > 0) {
      long newest = database.head().orElseThrow().number();
      long number = Math.max(database.oldestState(), newest - random.nextInt(100));
      Address address = TestChain.address(random.nextInt(45));
      UInt256 slot = UInt256.of(random.nextInt(20));
      InMemoryState state = states.get((int) number);
      try {
        StateView view = database.at(number);
        assertEquals(state.account(address), view.account(address));
        assertEquals(state.storage(address, slot), view.storage(address, slot));
        AccountProof proof = database.proof(address, List.of(slot), number);
        ProofCheck.verify(state.root(), proof);
        assertEquals(state.storage(address, slot), proof.slots().getFirst().word());
        count++;
      } catch (StateUnavailable gone) {
        // Pruned in the meantime, or above the block that was gone back to.
      }
    }
    return count;
  }

  private static int read(
      ChainDatabase database, List<InMemoryState> states, Random random, CountDownLatch done) {
    int count = 0;
    while (done.getCount() > 0) {
      long head = database.head().orElseThrow().number();
      long number = Math.max(0, head - random.nextInt(15));
      Address address = TestChain.address(random.nextInt(40));
      try {
        InMemoryState state = states.get((int) number);
        assertEquals(state.account(address), database.at(number).account(address));
        if (count % 8 == 0) {
          AccountProof proof = database.proof(address, List.of(), number);
          ProofCheck.verify(state.root(), proof);
        }
        count++;
      } catch (StateUnavailable pruned) {
        assertTrue(number < database.oldestState());
      }
    }
    return count;
  }
}
