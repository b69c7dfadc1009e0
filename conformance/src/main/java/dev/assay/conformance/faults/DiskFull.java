package dev.assay.conformance.faults;

import dev.assay.conformance.report.Verdict;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseCheck;
import dev.assay.state.db.DatabaseFailure;
import dev.assay.state.db.DatabaseOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A chain on a small disk that fills up, is refused, gets room, and goes on without a restart. */
final class DiskFull {
  private static final long DISK = 64L << 20;
  private static final int BALLAST = 20 << 20;
  private static final int ROOM = 1 << 20;
  private static final int SESSIONS = 6;
  private static final int BLOCKS_OF_SESSION = 50;
  private static final int MOST_BLOCKS = 200_000;
  private static final DatabaseOptions OPTIONS =
      FaultyWriter.OPTIONS.withHistoryBlocks(MOST_BLOCKS);

  /** When the disk is full. */
  enum Moment {
    /** Blocks are committed until one finds no room. */
    COMMIT,
    /** Files are rewritten where there is room for some of them. */
    COMPACTION
  }

  record Result(Verdict verdict, String text) {}

  private final SmallDisk disk;
  private final MadeUpChain chain;
  private long acknowledged = -1;

  private DiskFull(SmallDisk disk, long seed) {
    this.disk = disk;
    this.chain = new MadeUpChain(seed, 2_000);
  }

  static Result run(Path folder, long seed, Moment moment)
      throws IOException, InterruptedException {
    Optional<SmallDisk> mounted = SmallDisk.mount(folder, DISK);
    if (mounted.isEmpty()) {
      return new Result(Verdict.SKIPPED, "not run: a tmpfs cannot be mounted here");
    }
    try (SmallDisk disk = mounted.get()) {
      DiskFull full = new DiskFull(disk, seed);
      return switch (moment) {
        case COMMIT -> full.commits();
        case COMPACTION -> full.compacts();
      };
    }
  }

  private ChainDatabase open() {
    return ChainDatabase.open(disk.path().resolve("chain"), OPTIONS);
  }

  private Result commits() throws IOException {
    disk.leave(DISK - BALLAST);
    try (ChainDatabase database = open()) {
      DatabaseFailure refusal =
          refusalOf(
              () -> {
                while (acknowledged < MOST_BLOCKS) {
                  acknowledged = chain.append(database);
                }
              });
      return goesOn("a block", refusal, database);
    }
  }

  private Result compacts() throws IOException {
    DatabaseFailure refusal = null;
    for (int session = 1; refusal == null && session <= SESSIONS; session++) {
      // The close brings what there is into files of the same keys as those from before.
      try (ChainDatabase database = open()) {
        for (int i = 0; i < BLOCKS_OF_SESSION; i++) {
          acknowledged = chain.append(database);
        }
      }
      try (ChainDatabase database = open()) {
        // First with room, so that no merge which is under way gives any back afterwards.
        database.compact();
        disk.leave(ROOM);
        refusal = refusalOf(database::compact);
        if (refusal != null) {
          return goesOn("a compaction", refusal, database);
        }
        disk.clear();
      }
    }
    return new Result(Verdict.FAILED, "every compaction found room, to block " + acknowledged);
  }

  /** What was acknowledged is there while the disk is full, and more once it is not. */
  private Result goesOn(String what, @Nullable DatabaseFailure refusal, ChainDatabase database)
      throws IOException {
    if (refusal == null || refusal.kind() != DatabaseFailure.Kind.DISK_FULL) {
      return new Result(Verdict.FAILED, what + " after block " + acknowledged + ": " + refusal);
    }
    long last = acknowledged;
    if (database.head().orElseThrow().number() != last || !isWhole(database)) {
      return new Result(Verdict.FAILED, "the head is not the last block acknowledged");
    }
    disk.clear();
    for (int i = 0; i < 20; i++) {
      acknowledged = chain.append(database);
    }
    database.compact();
    var problems = database.check(DatabaseCheck.silently()).problems();
    return new Result(
        problems.isEmpty() && isWhole(database) ? Verdict.PASSED : Verdict.FAILED,
        what
            + " refused after block "
            + last
            + " ("
            + refusal.getMessage()
            + "), went on without a restart; "
            + problems);
  }

  private boolean isWhole(ChainDatabase database) {
    return chain.to(acknowledged).root().equals(database.head().orElseThrow().stateRoot())
        && chain.isOf(database.latest());
  }

  private static @Nullable DatabaseFailure refusalOf(Runnable work) {
    try {
      work.run();
      return null;
    } catch (DatabaseFailure failure) {
      return failure;
    }
  }
}
