package dev.assay.state.db;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that appends blocks to a database for ever and acknowledges each on standard output, to
 * be killed by its tests.
 */
final class CrashingWriter {
  private CrashingWriter() {}

  /** Starts one in a process of its own. */
  static Process start(Path directory, String durability, ProcessBuilder.Redirect acknowledgements)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            // Killed, it leaves behind the native libraries it unpacked.
            "-Djava.io.tmpdir=" + directory.getParent(),
            "-cp",
            System.getProperty("java.class.path"),
            CrashingWriter.class.getName(),
            directory.toString(),
            durability,
            "42")
        .redirectOutput(acknowledgements)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

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
