package dev.assay.conformance.load;

import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench rpc}: a node over JSON-RPC, beside another one. */
@Command(
    name = "rpc",
    description = {
      "Puts a node under load over JSON-RPC: transfers one by one, in batches and without waiting,",
      "calls, reads, logs. A peer is any fresh development chain with the ten well-known accounts;",
      "both are measured scenario by scenario in one sitting. Without --url a node is started."
    },
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  anvil --port 8600 --quiet & assay bench rpc --peer http://127.0.0.1:8600"
    })
public final class RpcBenchCommand implements Subcommand {
  private static final int WARM_TRANSFERS = 500;
  private static final double WARM_SECONDS = 0.5;

  @Spec private CommandSpec spec;

  @Option(names = "--url", paramLabel = "URL", description = "the node (default: one of its own)")
  private @Nullable URI url;

  @Option(names = "--peer", paramLabel = "URL", description = "whom to compare with")
  private @Nullable URI peer;

  @Option(names = "--transfers", paramLabel = "N", description = "transfers (default: 2000)")
  private int transfers = 2000;

  @Option(names = "--seconds", paramLabel = "N", description = "of a read (default: 3)")
  private double seconds = 3;

  @Override
  public ExitCode call() throws IOException {
    if (transfers < 100) {
      throw CommandFailure.usage("--transfers is 100 or more");
    }
    if (url != null) {
      return run(url);
    }
    try (NodeProcess node = NodeProcess.start("1g")) {
      return run(node.url());
    }
  }

  /** A little of everything: what is measured is a node that has been used before. */
  private static void warmUp(URI node) throws IOException {
    for (Scenarios.Scenario scenario : Scenarios.all(WARM_TRANSFERS, WARM_SECONDS).values()) {
      scenario.run(node);
    }
  }

  private ExitCode run(URI node) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Scenarios.Scenario> scenarios = Scenarios.all(transfers, seconds);
    double logarithms = 0;
    warmUp(node);
    for (var scenario : scenarios.entrySet()) {
      Latencies ours = scenario.getValue().run(node);
      out.printf(Locale.ROOT, "%-34s %s%n", scenario.getKey(), ours);
      if (peer != null) {
        Latencies theirs = scenario.getValue().run(peer);
        double ratio = ours.rate() / theirs.rate();
        logarithms += Math.log(ratio);
        out.printf(Locale.ROOT, "%-34s %s; %.2f x%n", "  peer", theirs, ratio);
      }
      out.flush();
    }
    if (peer != null) {
      out.printf(Locale.ROOT, "geomean %.2f x PEER%n", Math.exp(logarithms / scenarios.size()));
    }
    return ExitCode.OK;
  }
}
