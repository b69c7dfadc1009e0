package dev.assay.state.db;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that appends blocks to a database for ever and acknowledges each on standard output, to
 * be killed by {@link CrashTest}.
 */
final class CrashingWriter {
  private CrashingWriter() {}

  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    DatabaseOptions options =
        DatabaseOptions.DEFAULT
            .withCacheBytes(4 << 20)
            .withHistoryBlocks(16)
            .withDurability(Durability.parse(arguments[1]));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    try (ChainDatabase database = ChainDatabase.open(directory, options)) {
      TestChain chain = new TestChain(Long.parseLong(arguments[2]), 60);
      chain.replayTo(database.head().map(Head::number).orElse(-1L));
      while (true) {
        long number = chain.append(database).number();
        out.println("ack " + number);
      }
    }
  }
}
