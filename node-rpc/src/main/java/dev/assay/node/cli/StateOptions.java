package dev.assay.node.cli;

import dev.assay.node.NodeConfig.StateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which files a chain comes from and goes to, on the command line. */
final class StateOptions {
  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Begin with the state in this file, if it is there, and write it at exit.")
  private @Nullable Path both;

  @Option(
      names = "--load-state",
      paramLabel = "FILE",
      description = "Begin with the state in this file.")
  private @Nullable Path load;

  @Option(
      names = "--dump-state",
      paramLabel = "FILE",
      description = "Write the whole chain to this file at exit, as JSON in anvil's shape.")
  private @Nullable Path save;

  @Option(
      names = {"-s", "--state-interval"},
      paramLabel = "SECONDS",
      description = "Write it also at this pace.")
  private @Nullable Long seconds;

  StateFiles files() {
    if (both != null && (load != null || save != null)) {
      throw CommandFailure.usage("--state excludes --load-state and --dump-state");
    }
    if (seconds != null && (seconds < 1 || both == null && save == null)) {
      throw CommandFailure.usage("--state-interval is 1 or more, with --state or --dump-state");
    }
    return new StateFiles(
        both == null ? Optional.ofNullable(load) : Optional.of(both).filter(Files::exists),
        Optional.ofNullable(both == null ? save : both),
        Optional.ofNullable(seconds).map(Duration::ofSeconds));
  }
}
