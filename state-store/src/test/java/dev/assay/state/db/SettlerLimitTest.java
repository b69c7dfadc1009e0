package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every limit of the settler one below it, at it, and one above. No thread of its own runs. */
class SettlerLimitTest {
  private static final DatabaseOptions SMALL = DatabaseOptions.DEFAULT.withCacheBytes(4 << 20);

  /** Bytes of an account's entry in a journal beside its values: tag, key, two lengths. */
  private static final int ENTRY = 35;

  @TempDir Path directory;

  private final Tail tail = new Tail();
  private @Nullable RocksStore opened;

  @BeforeEach
  void open() {
    opened = RocksStore.open(directory, SMALL);
  }

  @AfterEach
  void close() {
    store().close();
  }

  private RocksStore store() {
    RocksStore store = opened;
    if (store == null) {
      throw new IllegalStateException("the store is not open");
    }
    return store;
  }

  private Settler settler(long historyBlocks) {
    return settler(historyBlocks, () -> 0);
  }

  private Settler settler(long historyBlocks, LongSupplier unmergedFiles) {
    DatabaseOptions options = SMALL.withHistoryBlocks(historyBlocks);
    FaultPoint.Visitor none = FaultPoint.Visitor.NONE;
    HeadCell heads = new HeadCell(Optional.empty(), 0);
    Pruner pruner = new Pruner(store(), heads, options, none);
    return new Settler(store(), tail, pruner, options, none, unmergedFiles);
  }

  /** Blocks that changed nothing, which together are said to take so many bytes. */
  private void addBlocks(int blocks, long bytes) {
    long each = bytes / blocks;
    for (int i = 1; i <= blocks; i++) {
      long some = i == blocks ? bytes - each * (blocks - 1) : each;
      tail.add(new BlockChanges(i, List.of(), some));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 63, false", "10000, 64, true", "10000, 65, true",
    "10, 9, false", "10, 10, true", "10, 11, true",
    "1, 1, true", "0, 1, true"
  })
  void blocksAreWorthARound(long history, int blocks, boolean worthwhile) {
    addBlocks(blocks, 0);
    assertEquals(worthwhile, settler(history).isWorthwhile());
  }

  @ParameterizedTest
  @CsvSource({"8388607, false", "8388608, true", "8388609, true"})
  void bytesAreWorthARound(long bytes, boolean worthwhile) {
    addBlocks(2, bytes);
    assertEquals(worthwhile, settler(10_000).isWorthwhile());
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 255, false", "10000, 256, true", "10000, 257, true",
    "10, 39, false", "10, 40, true", "10, 41, true"
  })
  void theCommitOfTheLastBlockThatMayWaitMakesRoom(long history, int blocks, boolean makesRoom) {
    addBlocks(blocks, 0);
    settler(history).added();
    assertEquals(makesRoom ? 0 : blocks, tail.size());
  }

  @ParameterizedTest
  @CsvSource({
    "2, 67108863, false",
    "2, 67108864, true",
    "2, 67108865, true",
    "1, 67108864, false",
    "1, 99999999999, false"
  })
  void theCommitOfTheLastBytesThatMayWaitMakesRoom(int blocks, long bytes, boolean makesRoom) {
    addBlocks(blocks, bytes);
    settler(10_000).added();
    assertEquals(makesRoom ? 0 : blocks, tail.size());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "11, 0", "12, 5", "13, 10", "35, 120"})
  void aRoundWaitsForFilesThatAreNotMerged(long files, long millis) {
    assertEquals(millis * 1_000_000, Settler.pauseNanos(files));
  }

  /** Though every commit says that there is another block. */
  @Test
  void whoMakesRoomWaitsForMergingAndNobodyWhoBringsBlocksBack() {
    AtomicInteger asked = new AtomicInteger();
    Settler settler =
        settler(
            10_000,
            () -> {
              asked.incrementAndGet();
              // What every commit leaves behind for a thread that is about to wait.
              LockSupport.unpark(Thread.currentThread());
              return 21;
            });
    addBlocks(256, 0);
    settler.broughtBack();
    assertEquals(0, asked.get());
    assertEquals(0, tail.size());
    addBlocks(256, 0);
    long begin = System.nanoTime();
    settler.added();
    long took = System.nanoTime() - begin;
    assertTrue(took >= Settler.pauseNanos(21), took + " ns");
    assertEquals(1, asked.get());
    assertEquals(0, tail.size());
  }

  @Test
  void filesThatAreNotMergedAreCounted() {
    assertEquals(0, store().mostUnmergedFiles());
    for (int files = 1; files <= 3; files++) {
      journal(files);
      store().flush();
      assertEquals(files, store().mostUnmergedFiles());
    }
  }

  /** A journal as a block would have left it, to see whether it is there. */
  private void journal(long number) {
    try (RocksStore.Batch batch = store().batch()) {
      Journal.put(batch, new BlockChanges(number, List.of(), 0));
      batch.write();
    }
  }

  private boolean hasJournal(long number) {
    return store().get(ColumnFamily.BLOCKS, Journal.key(number)) != null;
  }

  @ParameterizedTest
  @CsvSource({"8191, true", "8192, false", "8193, false"})
  void soManyBlocksBringTheTablesToTheirFiles(int blocks, boolean kept) {
    journal(1);
    addBlocks(blocks, 0);
    settler(10_000).settle();
    assertEquals(kept, hasJournal(1));
  }

  @ParameterizedTest
  @CsvSource({"-1, true", "0, false", "1, false"})
  void soManyBytesOfJournalsBringTheTablesToTheirFiles(int more, boolean kept) {
    journal(1);
    int blocks = 64;
    int each = SettlerLimit.JOURNAL_BYTES.value() / blocks;
    byte[] value = new byte[each - ENTRY];
    for (int i = 1; i <= blocks; i++) {
      byte[] after = i == blocks ? new byte[value.length + more] : value;
      TableChange change = new TableChange(ColumnFamily.ACCOUNTS, new byte[32], null, after);
      tail.add(BlockChanges.ofSorted(i, List.of(change)));
    }
    settler(10_000).settle();
    assertEquals(kept, hasJournal(1));
  }

  /** Counted over rounds, and from nothing again once the tables are in their files. */
  @Test
  void blocksOfSeveralRoundsBringTheTablesToTheirFiles() {
    Settler settler = settler(10_000);
    int limit = SettlerLimit.JOURNAL_BLOCKS.value();
    journal(1);
    addBlocks(limit - 1, 0);
    settler.settle();
    tail.add(new BlockChanges(limit, List.of(), 0));
    settler.settle();
    assertFalse(hasJournal(1));
    journal(2);
    tail.add(new BlockChanges(limit + 1, List.of(), 0));
    settler.settle();
    assertTrue(hasJournal(2));
  }
}
