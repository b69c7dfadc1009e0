package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.BigEndian;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filter of accounts says, and that it never denies one that is there. */
class AccountFilterTest {
  private static final int ACCOUNTS = 60;
  private static final DatabaseOptions SMALL = DatabaseOptions.DEFAULT.withCacheBytes(4 << 20);
  private static final byte[] VALUE = {1};

  @TempDir Path directory;

  private static byte[] key(int index) {
    return Keccak.hash(BigEndian.ofLong(index)).toArray();
  }

  private static int excluded(AccountFilter filter, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += filter.excludes(key(i)) ? 1 : 0;
    }
    return count;
  }

  @Test
  void deniesNothingBeforeItIsCompleteAndNoKeyThatWasAdded() {
    AccountFilter filter = new AccountFilter(15_000);
    for (int i = 0; i < 10_000; i++) {
      filter.add(key(i));
    }
    assertEquals(0, excluded(filter, 10_000, 20_000));
    filter.complete();
    assertEquals(0, excluded(filter, 0, 10_000));
    // At twelve bits a key some five in a thousand are not told apart.
    int told = excluded(filter, 10_000, 20_000);
    assertTrue(told > 9_900, told + " of 10,000");
  }

  @Test
  void moreKeysThanItHasRoomForMakeItSayLess() {
    AccountFilter filter = new AccountFilter(0);
    filter.complete();
    assertEquals(1_000, excluded(filter, 0, 1_000));
    for (int i = 0; i < 1_000; i++) {
      filter.add(key(i));
    }
    assertEquals(0, excluded(filter, 0, 2_000));
  }

  private static void put(RocksStore store, int from, int to) {
    try (RocksStore.Batch batch = store.batch()) {
      for (int i = from; i < to; i++) {
        batch.put(ColumnFamily.ACCOUNTS, key(i), VALUE);
      }
      batch.write();
    }
  }

  private static int excluded(RocksStore store, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += store.excludes(ColumnFamily.ACCOUNTS, key(i)) ? 1 : 0;
    }
    return count;
  }

  /** One less than a piece, just one, and one more: the last is shown whatever comes between. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2_047, 2_048, 2_049, 5_000})
  void aTableIsShownPieceByPiece(int size) {
    try (RocksStore store = RocksStore.open(directory, SMALL)) {
      put(store, 0, size);
    }
    try (RocksStore store = RocksStore.open(directory, SMALL)) {
      int pieces = 0;
      while (store.learnAccounts(FilterFill.PIECE)) {
        pieces++;
        assertEquals(0, excluded(store, 10_000, 10_100));
        put(store, 10_000 + pieces, 10_001 + pieces);
      }
      assertEquals((size - 1) / FilterFill.PIECE, pieces);
      assertFalse(store.learnAccounts(FilterFill.PIECE));
      assertEquals(0, excluded(store, 0, size));
      assertEquals(0, excluded(store, 10_001, 10_001 + pieces));
      assertTrue(excluded(store, 20_000, 21_000) > 950);
    }
  }

  @Test
  void afterTheDatabaseIsOpenedAgainItIsShownAgain() {
    RocksStore store = RocksStore.open(directory, SMALL);
    put(store, 0, 100);
    assertFalse(store.learnAccounts(FilterFill.PIECE));
    assertTrue(excluded(store, 1_000, 1_100) > 90);
    store.reopen();
    assertEquals(0, excluded(store, 1_000, 1_100));
    assertFalse(store.learnAccounts(FilterFill.PIECE));
    assertTrue(excluded(store, 1_000, 1_100) > 90);
    assertEquals(0, excluded(store, 0, 100));
    store.close();
    assertEquals(0, excluded(store, 1_000, 1_100));
    assertThrows(DatabaseFailure.class, () -> store.learnAccounts(FilterFill.PIECE));
  }

  /** What came from the table is remembered, so what is not remembered came from the filter. */
  @Test
  void anAbsentKeyDoesNotReachTheTable() {
    try (RocksStore store = RocksStore.open(directory, SMALL)) {
      TableCache cache = new TableCache(new LiveTables(store), 1 << 20);
      assertNull(cache.get(ColumnFamily.ACCOUNTS, key(1)));
      assertTrue(cache.peek(ColumnFamily.ACCOUNTS, key(1)) != null);
      assertFalse(store.learnAccounts(FilterFill.PIECE));
      assertNull(cache.get(ColumnFamily.ACCOUNTS, key(2)));
      assertNull(cache.peek(ColumnFamily.ACCOUNTS, key(2)));
      put(store, 2, 3);
      assertEquals(VALUE.length, lengthOf(cache.get(ColumnFamily.ACCOUNTS, key(2))));
      assertNull(cache.get(ColumnFamily.SLOTS, key(3)));
      assertTrue(cache.peek(ColumnFamily.SLOTS, key(3)) != null);
    }
  }

  private static int lengthOf(byte @Nullable [] value) {
    return value == null ? -1 : value.length;
  }

  private static void settle(ChainDatabase database) {
    try {
      database.compact();
    } catch (DatabaseFailure madeUp) {
      // The next block opens the database again.
      assertEquals(DatabaseFailure.Kind.DISK_FULL, madeUp.kind());
    }
  }

  /** Commits, failures, rollbacks and reopening in any order: every account is found. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyAccountIsFoundWhateverHappened(long seed) throws InterruptedException {
    Random random = new Random(seed);
    TestChain chain = new TestChain(seed, ACCOUNTS);
    AtomicBoolean failing = new AtomicBoolean();
    FaultPoint.Visitor visitor =
        point -> {
          if (point == FaultPoint.MID_SETTLE && failing.getAndSet(false)) {
            throw new DatabaseFailure(DatabaseFailure.Kind.DISK_FULL, "made up");
          }
        };
    ChainDatabase database = ChainDatabase.open(directory, SMALL, visitor);
    try {
      for (int round = 0; round < 16; round++) {
        for (int i = random.nextInt(80); i >= 0; i--) {
          chain.append(database);
        }
        long head = database.head().orElseThrow().number();
        switch (random.nextInt(4)) {
          case 0 -> database.rollbackTo(head - Math.min(head, random.nextInt(20)));
          case 1 -> database.rollbackTo(random.nextInt((int) head + 1));
          case 2 -> {
            database.close();
            database = ChainDatabase.open(directory, SMALL, visitor);
          }
          default -> {
            failing.set(true);
            chain.append(database);
            settle(database);
            failing.set(false);
          }
        }
        // Otherwise it may or may not be, which must make no difference.
        boolean known = random.nextBoolean();
        while (known && !((RocksChainDatabase) database).knowsAbsentAccounts()) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
        long newest = database.head().orElseThrow().number();
        for (long number : List.of(newest, newest / 2)) {
          StateCheck.assertState(database.at(number), chain.states.get((int) number), ACCOUNTS);
        }
      }
    } finally {
      database.close();
    }
  }
}
