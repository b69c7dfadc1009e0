package dev.assay.state.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * kill -9 while another process commits: every block it acknowledged is there, and everything in
 * the database is of the block at its head. {@code -Dassay.crash.rounds=200} for the long run.
 */
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("assay.crash.rounds", 3);
  private static final DatabaseOptions SMALL =
      DatabaseOptions.DEFAULT.withCacheBytes(4 << 20).withHistoryBlocks(16);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"block", "group=5", "os"})
  void acknowledgedBlocksSurviveTheDeathOfTheProcess(String durability)
      throws IOException, InterruptedException {
    Random random = new Random(durability.hashCode());
    for (int round = 0; round < ROUNDS; round++) {
      long acknowledged = runAndKill(durability, 1 + random.nextInt(25), random.nextInt(3_000));
      TestChain chain = new TestChain(42, 60);
      try (ChainDatabase database = ChainDatabase.open(directory, SMALL)) {
        Head head = database.head().orElseThrow();
        assertTrue(head.number() >= acknowledged, () -> head + " after " + acknowledged);
        chain.replayTo(head.number());
        assertEquals(chain.states.getLast().root(), head.stateRoot());
        assertEquals(List.of(), database.check(DatabaseCheck.silently()).problems());
      }
    }
  }

  /** Lets it acknowledge some blocks and a little more, kills it; the last block acknowledged. */
  private long runAndKill(String durability, int blocks, int microseconds)
      throws IOException, InterruptedException {
    Path acknowledgements = directory.resolve("acknowledged");
    Files.deleteIfExists(acknowledgements);
    Process process =
        CrashingWriter.start(
            directory, durability, ProcessBuilder.Redirect.to(acknowledgements.toFile()));
    while (complete(acknowledgements).size() < blocks) {
      assertTrue(process.isAlive(), "the process ended by itself");
      TimeUnit.MILLISECONDS.sleep(1);
    }
    TimeUnit.MICROSECONDS.sleep(microseconds);
    process.destroyForcibly().waitFor();
    return Long.parseLong(complete(acknowledgements).getLast().substring("ack ".length()));
  }

  /** Whole lines: one that the kill cut short acknowledges nothing. */
  private static List<String> complete(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
