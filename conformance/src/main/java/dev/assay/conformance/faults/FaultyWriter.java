package dev.assay.conformance.faults;

import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseOptions;
import dev.assay.state.db.Durability;
import dev.assay.state.db.FaultPoint;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that appends blocks for ever and acknowledges each on standard output, to be killed
 * from outside, or to die by itself at a visit of a fault point: directory, durability, seed, and
 * perhaps point and visit.
 */
public final class FaultyWriter {
  static final DatabaseOptions OPTIONS =
      DatabaseOptions.DEFAULT.withCacheBytes(8 << 20).withHistoryBlocks(8).withBodyBlocks(12);
  static final int ACCOUNTS = 60;

  private FaultyWriter() {}

  /** Runs until the process ends. */
  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    DatabaseOptions options = OPTIONS.withDurability(Durability.parse(arguments[1]));
    MadeUpChain chain = new MadeUpChain(Long.parseLong(arguments[2]), ACCOUNTS);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    int[] visits = {arguments.length > 4 ? Integer.parseInt(arguments[4]) : 0};
    FaultPoint.Visitor visitor =
        point -> {
          if (arguments.length > 3
              && point == FaultPoint.valueOf(arguments[3])
              && --visits[0] == 0) {
            // As kill -9: no hook runs, nothing is flushed.
            Runtime.getRuntime().halt(137);
          }
        };
    try (ChainDatabase database = ChainDatabase.open(directory, options, visitor)) {
      Path copy = directory.resolveSibling(directory.getFileName() + "-checkpoint");
      while (true) {
        long number = chain.append(database);
        out.println("ack " + number);
        if (number % 16 == 15) {
          database.checkpoint(copy.resolveSibling(copy.getFileName() + "-" + number));
        }
      }
    }
  }
}
