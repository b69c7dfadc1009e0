package dev.assay.conformance.bench.state;

import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench state}. */
@Command(
    name = "state",
    description = {
      "Measures the state store: roots, durable blocks, reads, proofs, Keccak, recovery, RLP.",
      "A row is ok when the figure reaches its target; exit code 1 when one misses."
    },
    footer = {"", "Example:", "  assay bench state --accounts 1000000"})
public final class StateBenchCommand implements Subcommand {
  private static final Path ROOT = Path.of(System.getProperty("assay.root", "."));

  @Spec private CommandSpec spec;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "Accounts in the database (default: ${DEFAULT-VALUE}).")
  private int accounts = 1_000_000;

  @Option(names = "--database", description = "Only the rows that need a database.")
  private boolean database;

  @Option(
      names = "--growth",
      description = {
        "Only what a change costs on 10,000 accounts, on ten times as many, and again up to"
            + " --accounts, at most 10,000,000."
      })
  private boolean growth;

  @Option(
      names = "--cache",
      paramLabel = "MIB",
      description = "The databases' --cache (default: ${DEFAULT-VALUE}).")
  private int cache = 1_024;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Where the database and the peer go (default: target/bench).")
  private Path work = ROOT.resolve("target").resolve("bench");

  @Override
  public ExitCode call() throws Exception {
    if (accounts < 200_000) {
      throw CommandFailure.usage("--accounts is 200000 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    Peers peers =
        growth
            ? Peers.quoted()
            : Peers.measure(ROOT.resolve("conformance/peers/mpt"), work.resolve("mpt"));
    Path directory = Files.createTempDirectory(Files.createDirectories(work), "state-");
    List<Row> rows = new ArrayList<>();
    try {
      out.printf(
          Locale.ROOT,
          "%-4s %-44s %14s %14s  %5s  %s%n",
          "",
          "row",
          "target",
          "figure",
          "ratio",
          "against");
      StateBench bench =
          new StateBench(
              directory,
              accounts,
              (long) cache << 20,
              peers,
              row -> {
                rows.add(row);
                out.println(row.line());
                out.flush();
              });
      if (growth) {
        bench.growth();
      } else if (database) {
        bench.database();
      } else {
        bench.run();
      }
    } finally {
      delete(directory);
    }
    double logs = rows.stream().mapToDouble(row -> Math.log(row.ratio())).sum();
    long missed = rows.stream().filter(row -> !row.passes()).count();
    out.printf(
        Locale.ROOT,
        "geomean %.2f x TARGET, %d rows, %d missed%n",
        Math.exp(logs / rows.size()),
        rows.size(),
        missed);
    return missed == 0 ? ExitCode.OK : ExitCode.NO;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
