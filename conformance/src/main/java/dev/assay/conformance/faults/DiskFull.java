package dev.assay.conformance.faults;

import dev.assay.conformance.report.Verdict;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseCheck;
import dev.assay.state.db.DatabaseFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A chain on a small disk that fills up, is refused, gets room, and goes on. */
final class DiskFull {
  private static final int BALLAST = 20 << 20;
  private static final int MOST_BLOCKS = 200_000;

  private DiskFull() {}

  record Result(Verdict verdict, String text) {}

  static Result run(Path disk, long seed) throws IOException, InterruptedException {
    Files.createDirectories(disk);
    if (shell("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()) != 0) {
      return new Result(Verdict.SKIPPED, "not run: a tmpfs cannot be mounted here");
    }
    try {
      return fill(disk, seed);
    } finally {
      shell("umount", disk.toString());
    }
  }

  private static Result fill(Path disk, long seed) throws IOException {
    Path ballast = disk.resolve("ballast");
    Files.write(ballast, new byte[BALLAST]);
    MadeUpChain chain = new MadeUpChain(seed, 2_000);
    long acknowledged = -1;
    try (ChainDatabase database =
        ChainDatabase.open(
            disk.resolve("chain"), FaultyWriter.OPTIONS.withHistoryBlocks(MOST_BLOCKS))) {
      DatabaseFailure refusal = null;
      while (refusal == null && acknowledged < MOST_BLOCKS) {
        try {
          acknowledged = chain.append(database);
        } catch (DatabaseFailure full) {
          refusal = full;
        }
      }
      if (refusal == null || refusal.kind() != DatabaseFailure.Kind.DISK_FULL) {
        return new Result(Verdict.FAILED, "block " + acknowledged + ": " + refusal);
      }
      if (database.head().orElseThrow().number() != acknowledged) {
        return new Result(Verdict.FAILED, "the head is not the last block acknowledged");
      }
      Files.delete(ballast);
      long first = chain.append(database);
      for (int i = 0; i < 20; i++) {
        acknowledged = chain.append(database);
      }
      var problems = database.check(DatabaseCheck.silently()).problems();
      boolean good =
          problems.isEmpty()
              && chain.to(acknowledged).root().equals(database.head().orElseThrow().stateRoot());
      return new Result(
          good ? Verdict.PASSED : Verdict.FAILED,
          "refused after block " + (first - 1) + ", went on without a restart; " + problems);
    }
  }

  private static int shell(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }
}
