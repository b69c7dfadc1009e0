package dev.assay.conformance.bench.state;

import dev.assay.conformance.Child;
import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseOptions;
import dev.assay.state.db.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long a database takes to open whose writer was killed when its tables were some thousand
 * blocks behind: their journals are read, and every root is computed again. Without being killed, a
 * writer leaves nothing to be done.
 */
public final class Opening {
  /** So many that what they write to the tables does not fill a write buffer, which ends a log. */
  static final int BLOCKS = 4_000;

  private static final int CHANGES = 2;

  private static final int ACCOUNTS = 100_000;

  private static final DatabaseOptions OPTIONS =
      DatabaseOptions.DEFAULT.withDurability(new Durability.OperatingSystem());

  /** Nanoseconds to open after a kill, and once again. */
  record Told(double afterKill, double clean) {}

  private Opening() {}

  static Told measure(Path directory) throws IOException, InterruptedException {
    Process writer =
        Child.start(
            Child.of(Opening.class, List.of("-Xmx1g"), List.of(directory.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
    if (!writer.waitFor(3, TimeUnit.MINUTES)) {
      throw new IOException("the writer does not end");
    }
    double afterKill = open(directory);
    return new Told(afterKill, open(directory));
  }

  private static double open(Path directory) {
    long start = System.nanoTime();
    ChainDatabase database = ChainDatabase.open(directory, OPTIONS);
    double nanos = System.nanoTime() - start;
    if (database.head().orElseThrow().number() != BLOCKS) {
      throw new IllegalStateException("the head is not that of the writer");
    }
    database.close();
    return nanos;
  }

  /**
   * Argument: a directory. Ends without closing what it wrote, as a process does that is killed.
   */
  public static void main(String[] args) {
    Accounts on = Accounts.open(Path.of(args[0]), ACCOUNTS, OPTIONS);
    on.touchAll();
    on.database().compact();
    while (on.database().head().orElseThrow().number() < BLOCKS) {
      on.commit(on.database().prepare(on.update(CHANGES)));
    }
    Runtime.getRuntime().halt(0);
  }
}
