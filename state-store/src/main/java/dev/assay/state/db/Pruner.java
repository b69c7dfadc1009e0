package dev.assay.state.db;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Removes, behind the writer's back, what options no longer keep: history below the oldest state,
 * and bodies. One block a batch, unsynced and repeatable: a batch that a crash undid is made again.
 * It takes a share of the disk and no more.
 */
final class Pruner implements AutoCloseable {
  /** Bytes of entries removed in a second, at most. */
  private static final long BYTES_PER_SECOND = 32 << 20;

  private final RocksStore store;
  private final BlockTable blocks;
  private final HeadCell heads;
  private final long bodyBlocks;
  private final FaultPoint.Visitor faults;
  private final Thread thread;
  private volatile long prunedStates;
  private volatile long prunedBodies;
  private volatile long settled;
  private volatile boolean stopped;

  Pruner(RocksStore store, HeadCell heads, DatabaseOptions options, FaultPoint.Visitor faults) {
    this.store = store;
    this.blocks = new BlockTable(store);
    this.heads = heads;
    this.bodyBlocks = options.bodyBlocks();
    this.faults = faults;
    Meta meta = new Meta(store);
    this.prunedStates = meta.prunedStates();
    this.prunedBodies = meta.prunedBodies();
    this.settled = meta.settled();
    this.thread = Thread.ofPlatform().daemon().name("assay-pruner").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** History up to this block is gone: what leads from it to its parent. */
  long prunedStates() {
    return prunedStates;
  }

  /** Lowest block whose body is kept. */
  long oldestBody() {
    return prunedBodies + 1;
  }

  /** Says that the tables hold a block: before, there is no history of it to remove. */
  void settled(long number) {
    settled = number;
    wake();
  }

  /** Does something while nothing is removed. */
  synchronized <T> T without(Supplier<T> work) {
    return work.get();
  }

  /** Says that there may be something to do. */
  void wake() {
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!stopped) {
      try {
        long bytes = step();
        if (bytes > 0) {
          LockSupport.parkNanos(bytes * 1_000_000_000 / BYTES_PER_SECOND);
        } else {
          LockSupport.park(this);
        }
      } catch (DatabaseFailure failure) {
        // The writer meets the same trouble and says so; it wakes this thread when that is over.
        LockSupport.park(this);
      }
    }
  }

  /** Removes what one block left; returns how much that was. */
  private synchronized long step() {
    if (prunedStates < Math.min(heads.oldestKept(), settled)) {
      return pruneState(prunedStates + 1);
    }
    boolean hasOld = bodyBlocks <= heads.number() && prunedBodies < heads.number() - bodyBlocks;
    return hasOld ? pruneBody(prunedBodies + 1) : 0;
  }

  private long pruneState(long number) {
    long bytes = 1;
    try (RocksStore.Batch batch = store.batch()) {
      byte @Nullable [] undo = store.get(ColumnFamily.UNDO, UndoRecord.key(number));
      if (undo != null) {
        for (byte[] key : UndoRecord.decode(undo)) {
          batch.delete(ColumnFamily.HISTORY, key);
          bytes += key.length;
        }
        batch.delete(ColumnFamily.UNDO, UndoRecord.key(number));
        bytes += undo.length;
      }
      Meta.putPrunedStates(batch, number);
      faults.at(FaultPoint.MID_PRUNE);
      // As what it removes was written: neither is there without the other.
      batch.writeUnlogged();
    }
    prunedStates = number;
    return bytes;
  }

  private long pruneBody(long number) {
    try (RocksStore.Batch batch = store.batch()) {
      blocks.block(number).ifPresent(block -> BlockTable.deleteBody(batch, block));
      Meta.putPrunedBodies(batch, number);
      batch.writeLater();
    }
    prunedBodies = number;
    return 1 << 10;
  }

  @Override
  public void close() {
    stopped = true;
    Threads.join(thread);
  }
}
