package dev.assay.node.cli;

import dev.assay.state.db.DatabaseOptions;
import dev.assay.state.db.Durability;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a chain is kept, on the command line. */
final class StoreOptions {
  private static final int MOST_CACHE = 1 << 20;

  @Option(
      names = "--history",
      paramLabel = "N",
      description = "Blocks back for which states and proofs are kept (default: 10000).")
  private long history = DatabaseOptions.DEFAULT.historyBlocks();

  @Option(names = "--archive", description = "Keep states and proofs of every block.")
  private boolean archive;

  @Option(
      names = "--bodies",
      paramLabel = "N",
      description = "Blocks back for which bodies and receipts are kept (default: all).")
  private @Nullable Long bodies;

  @Option(
      names = "--durability",
      paramLabel = "HOW",
      description = {
        "What an answer promises: block (survives the machine's death), group=MS (survives the"
            + " process's death, the machine's after so long), os (the process's death alone)",
        "(default: block)."
      })
  private String durability = "block";

  @Option(
      names = "--cache",
      paramLabel = "MIB",
      description = "Memory for the store, native and heap together (default: 128).")
  private long cache = DatabaseOptions.DEFAULT.cacheBytes() >> 20;

  DatabaseOptions options() {
    if (cache < 4 || cache > MOST_CACHE) {
      throw CommandFailure.usage("--cache is 4 to " + MOST_CACHE);
    }
    try {
      return DatabaseOptions.DEFAULT
          .withDurability(Durability.parse(durability))
          .withHistoryBlocks(archive ? DatabaseOptions.ARCHIVE : history)
          .withBodyBlocks(bodies == null ? DatabaseOptions.ARCHIVE : bodies)
          .withCacheBytes(cache << 20);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
