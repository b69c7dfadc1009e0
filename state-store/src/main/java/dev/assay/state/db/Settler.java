package dev.assay.state.db;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Brings blocks from the {@link Tail} into the tables, behind the writer's back and several at a
 * time: what they all changed is written once.
 *
 * <p>None of it is logged, because the journal of the blocks is. It is written in pieces, so that a
 * block that is committed meanwhile waits for one of them at most; what was before comes first, and
 * between the pieces {@code settling} says so: if the process ends there, {@link Replay} takes back
 * what is there of them. Once the tables have reached their files the journal is removed.
 */
final class Settler implements AutoCloseable {
  /** What a round waits for each file that is too many. */
  private static final long PAUSE_NANOS = 5_000_000;

  private final RocksStore store;
  private final Tail tail;
  private final Pruner pruner;
  private final FaultPoint.Visitor faults;
  private final int roundBlocks;
  private final Thread thread;
  private final LongSupplier unmergedFiles;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private long journalBlocks;
  private long journalBytes;
  private volatile boolean failed;

  Settler(
      RocksStore store,
      Tail tail,
      Pruner pruner,
      DatabaseOptions options,
      FaultPoint.Visitor faults) {
    this(store, tail, pruner, options, faults, store::mostUnmergedFiles);
  }

  /**
   * @param unmergedFiles how many files of a table wait to be merged
   */
  Settler(
      RocksStore store,
      Tail tail,
      Pruner pruner,
      DatabaseOptions options,
      FaultPoint.Visitor faults,
      LongSupplier unmergedFiles) {
    this.store = store;
    this.tail = tail;
    this.pruner = pruner;
    this.faults = faults;
    this.unmergedFiles = unmergedFiles;
    this.roundBlocks = Math.clamp(options.historyBlocks(), 1, SettlerLimit.ROUND_BLOCKS.value());
    this.thread = Thread.ofPlatform().daemon().name("assay-settler").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Says that there is another block; waits if there are too many. */
  void added() {
    if (isWorthwhile()) {
      LockSupport.unpark(thread);
    }
    if (isTooMuch()) {
      tryTo(
          () -> {
            leaveRoomForMerging();
            makeRoom();
          });
    }
  }

  /** Says that a block was brought back, while nobody else reads or writes. */
  void broughtBack() {
    if (isTooMuch()) {
      tryTo(this::makeRoom);
    }
  }

  /** Whether enough waits for a round. */
  boolean isWorthwhile() {
    return tail.size() >= roundBlocks || SettlerLimit.ROUND_BYTES.isReached(tail.bytes());
  }

  private boolean isTooMuch() {
    return SettlerLimit.WAITING_ROUNDS.isReached(tail.size() / roundBlocks)
        || tail.size() > 1 && SettlerLimit.WAITING_BYTES.isReached(tail.bytes());
  }

  private synchronized void makeRoom() {
    // A round that was under way may have been enough.
    if (isTooMuch() && !failed) {
      settle();
    }
  }

  /** Leaves the processors to the merging of files, if that is behind; until the end, at most. */
  private void leaveRoomForMerging() {
    long nanos = pauseNanos(unmergedFiles.getAsLong());
    try {
      // Not parked: every commit would end that.
      stopping.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a round waits while a table has so many files that are not merged. */
  static long pauseNanos(long files) {
    SettlerLimit limit = SettlerLimit.UNMERGED_FILES;
    return limit.isReached(files) ? (files - limit.value() + 1) * PAUSE_NANOS : 0;
  }

  /** A failure is not that of the last block, which is on the disk: the next one finds out. */
  private static boolean tryTo(Runnable settle) {
    try {
      settle.run();
      return true;
    } catch (DatabaseFailure failure) {
      return false;
    }
  }

  /** Does something while nothing comes into the tables. */
  synchronized <T> T without(Supplier<T> work) {
    return work.get();
  }

  /** Does something while the tables hold everything and nothing comes into them. */
  synchronized <T> T settled(Supplier<T> work) {
    settle();
    return work.get();
  }

  /** Whether a round has failed: the tables may hold a part of it. */
  boolean hasFailed() {
    return failed;
  }

  /** Says that the database was opened again; blocks are brought back after that. */
  synchronized void recovered() {
    failed = false;
  }

  private void run() {
    while (stopping.getCount() > 0) {
      if (failed || !isWorthwhile() || !tryTo(this::round)) {
        LockSupport.park(this);
      }
    }
  }

  private void round() {
    leaveRoomForMerging();
    settle();
  }

  /** Brings all blocks into the tables. */
  synchronized void settle() {
    List<BlockChanges> round = tail.blocks();
    if (round.isEmpty()) {
      return;
    }
    long last = round.getLast().number();
    try {
      putHistory(round);
      putTables(round, last);
    } catch (RuntimeException failure) {
      failed = true;
      throw failure;
    }
    tail.settled(last);
    pruner.settled(last);
    for (BlockChanges block : round) {
      journalBlocks++;
      journalBytes += Journal.size(block);
    }
    if (SettlerLimit.JOURNAL_BLOCKS.isReached(journalBlocks)
        || SettlerLimit.JOURNAL_BYTES.isReached(journalBytes)) {
      toFiles();
    }
  }

  /** Brings the tables to their files, so that no journal is needed any more. */
  synchronized void flush() {
    settle();
    toFiles();
  }

  private void toFiles() {
    store.flush();
    long settled = new Meta(store).settled();
    try (RocksStore.Batch batch = store.batch()) {
      forgetJournal(batch, settled);
      batch.writeLater();
    }
    journalBlocks = 0;
    journalBytes = 0;
  }

  /** Removes journals of blocks up to one. */
  private void forgetJournal(RocksStore.Batch batch, long last) {
    store.scanPrefix(
        ColumnFamily.BLOCKS,
        Journal.prefix(),
        (key, value) -> {
          if (Journal.number(key) > last) {
            return false;
          }
          batch.delete(ColumnFamily.BLOCKS, key);
          return true;
        });
  }

  private void putHistory(List<BlockChanges> round) {
    try (Pieces pieces = new Pieces(store)) {
      for (BlockChanges block : round) {
        byte[] undo = UndoRecord.encode(block.changes(), block.number());
        // First, so that a part of it is found.
        pieces.next().put(ColumnFamily.UNDO, UndoRecord.key(block.number()), undo);
        for (TableChange change : block.changes()) {
          History.put(pieces.next(), change, block.number());
        }
      }
      Meta.putSettling(pieces.next());
      pieces.write();
    }
  }

  private void putTables(List<BlockChanges> round, long last) {
    List<TableChange> all = new ArrayList<>();
    round.forEach(block -> all.addAll(block.changes()));
    // Changes of a key stay in the order of their blocks.
    List<TableChange> sorted = PrefixSort.sorted(all);
    try (Pieces pieces = new Pieces(store)) {
      for (int i = 0; i < sorted.size(); i++) {
        TableChange change = sorted.get(i);
        boolean overwritten = i + 1 < sorted.size() && change.compareTo(sorted.get(i + 1)) == 0;
        if (!overwritten) {
          pieces.next().put(change);
        }
      }
      pieces.write();
      faults.at(FaultPoint.MID_SETTLE);
      Meta.putSettled(pieces.next(), last);
      pieces.write();
    }
  }

  @Override
  public void close() {
    stopping.countDown();
    Threads.join(thread);
    if (!failed) {
      // What does not reach the tables stays in the journal.
      tryTo(this::settle);
    }
  }
}
