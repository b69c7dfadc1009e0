package dev.assay.node.cli;

import dev.assay.state.db.ChainDatabase;
import dev.assay.state.db.DatabaseCheck;
import dev.assay.state.db.DatabaseFailure;
import dev.assay.state.db.DatabaseOptions;
import dev.assay.state.db.DatabaseStats;
import dev.assay.state.db.Head;
import dev.assay.state.db.LostBlocks;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay db}: looks after a data directory that no node has open. */
@Command(
    name = "db",
    description = "Verifies, shows, repairs, exports and imports a data directory.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DbCommand.Check.class,
      DbCommand.Stats.class,
      DbCommand.Repair.class,
      DbCommand.Export.class,
      DbCommand.Import.class
    },
    footer = {"", "Example:", "  assay db check --data-dir ./chain"})
public final class DbCommand implements Subcommand {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public ExitCode call() {
    var line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return ExitCode.USAGE;
  }

  /** The directory that every subcommand is about. */
  static final class DataOption {
    @Option(
        names = "--data-dir",
        paramLabel = "DIR",
        required = true,
        description = "Data directory of the chain.")
    private @Nullable Path directory;

    Path directory() {
      return Objects.requireNonNull(directory);
    }

    /** Does something with the database; what it refuses becomes a sentence. */
    <T> T with(DatabaseOptions options, Function<ChainDatabase, T> use) {
      if (!Files.isDirectory(directory())) {
        throw CommandFailure.environment("no such directory: " + directory(), null);
      }
      try (var database = ChainDatabase.open(directory(), options)) {
        return use.apply(database);
      } catch (DatabaseFailure failure) {
        throw explained(failure);
      }
    }

    static CommandFailure explained(DatabaseFailure failure) {
      var code =
          switch (failure.kind()) {
            case BLOCKS_MISSING, CORRUPT -> ExitCode.NO;
            case IN_USE, NEWER_SCHEMA, DISK_FULL, NOT_PERMITTED, INPUT_OUTPUT, CLOSED ->
                ExitCode.ENVIRONMENT;
          };
      return new CommandFailure(code, String.valueOf(failure.getMessage()), failure);
    }
  }

  private static PrintWriter out(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private static String text(Head head) {
    return "block " + head.number() + " " + head.hash();
  }

  /** {@code assay db check}. */
  @Command(
      name = "check",
      description = {
        "Recomputes the state root from every leaf, and verifies every node, code, block, receipt"
            + " and index.",
        "Exit code 0: all is as it must be, 1: it is not."
      },
      footer = {"", "Example:", "  assay db check --data-dir ./chain"})
  static final class Check implements Callable<ExitCode> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private DataOption data = new DataOption();

    @Option(names = "--quiet", description = "Shows no progress.")
    private boolean quiet;

    @Override
    public ExitCode call() {
      var err = Objects.requireNonNull(spec).commandLine().getErr();
      var progress =
          quiet
              ? DatabaseCheck.silently()
              : DatabaseCheck.telling(line -> err.println("  " + line));
      var report = data.with(DatabaseOptions.DEFAULT, database -> database.check(progress));
      var out = out(spec);
      report.problems().forEach(problem -> out.println(problem.where() + ": " + problem.what()));
      out.printf(
          Locale.ROOT,
          "%d blocks, %d accounts, %d slots, %d trie records verified, %d problems%n",
          report.blocks(),
          report.accounts(),
          report.slots(),
          report.trieRecords(),
          report.problems().size());
      return report.problems().isEmpty() ? ExitCode.OK : ExitCode.NO;
    }
  }

  /** {@code assay db stats}. */
  @Command(
      name = "stats",
      description = "Shows the head, the history kept and the size of every table.",
      footer = {"", "Example:", "  assay db stats --data-dir ./chain --json"})
  static final class Stats implements Callable<ExitCode> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public ExitCode call() {
      var stats = data.with(DatabaseOptions.DEFAULT, ChainDatabase::stats);
      if (json) {
        printJson(stats);
      } else {
        print(stats);
      }
      return ExitCode.OK;
    }

    private void print(DatabaseStats stats) {
      var out = out(spec);
      out.println("head          " + stats.head().map(DbCommand::text).orElse("none"));
      out.println("oldest state  block " + stats.oldestState());
      out.println("oldest body   block " + stats.oldestBody());
      out.printf(
          Locale.ROOT,
          "%n%-10s %14s %14s %14s%n",
          "table",
          "entries",
          "disk bytes",
          "memory bytes");
      stats
          .tables()
          .forEach(
              table ->
                  out.printf(
                      Locale.ROOT,
                      "%-10s %14d %14d %14d%n",
                      table.name(),
                      table.entries(),
                      table.diskBytes(),
                      table.memoryBytes()));
    }

    /** Names and numbers only: nothing needs escaping. */
    private void printJson(DatabaseStats stats) {
      var tables =
          stats.tables().stream()
              .map(
                  table ->
                      String.format(
                          Locale.ROOT,
                          "{\"name\":\"%s\",\"entries\":%d,\"diskBytes\":%d,\"memoryBytes\":%d}",
                          table.name(),
                          table.entries(),
                          table.diskBytes(),
                          table.memoryBytes()))
              .toList();
      var head =
          stats
              .head()
              .map(
                  found ->
                      String.format(
                          Locale.ROOT,
                          "{\"number\":%d,\"hash\":\"%s\",\"stateRoot\":\"%s\"}",
                          found.number(),
                          found.hash(),
                          found.stateRoot()))
              .orElse("null");
      out(spec)
          .printf(
              Locale.ROOT,
              "{\"head\":%s,\"oldestState\":%d,\"oldestBody\":%d,\"tables\":[%s]}%n",
              head,
              stats.oldestState(),
              stats.oldestBody(),
              String.join(",", tables));
    }
  }

  /** {@code assay db repair}. */
  @Command(
      name = "repair",
      description = {
        "Opens a directory that was refused because acknowledged blocks are missing, or the log or"
            + " the head marker is damaged; lists the blocks that are gone, and continues from the"
            + " newest one there is."
      },
      footer = {"", "Example:", "  assay db repair --recover --data-dir ./chain"})
  static final class Repair implements Callable<ExitCode> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private DataOption data = new DataOption();

    @Option(
        names = "--recover",
        required = true,
        description = "Accepts the loss of the blocks that are missing.")
    private boolean recover;

    @Override
    public ExitCode call() {
      var options = recover ? DatabaseOptions.DEFAULT.acceptingLoss() : DatabaseOptions.DEFAULT;
      Optional<Head> head =
          data.with(
              options,
              database -> {
                database.lost().ifPresent(this::list);
                return database.head();
              });
      out(spec)
          .println(
              "the chain continues from " + head.map(DbCommand::text).orElse("an empty chain"));
      return ExitCode.OK;
    }

    private void list(LostBlocks lost) {
      for (long number = lost.first(); number < lost.last(); number++) {
        out(spec).println("lost: block " + number);
      }
      out(spec).println("lost: block " + lost.last() + " " + lost.lastHash());
    }
  }

  /** {@code assay db export}. */
  @Command(
      name = "export",
      description = "Writes the newest state and its block as a portable snapshot.",
      footer = {"", "Example:", "  assay db export --data-dir ./chain chain.snapshot"})
  static final class Export implements Callable<ExitCode> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "FILE", description = "File to write; it must not exist yet.")
    private @Nullable Path file;

    @Override
    public ExitCode call() throws IOException {
      var target = Objects.requireNonNull(file);
      if (Files.exists(target)) {
        throw CommandFailure.usage(target + " exists already");
      }
      var head = data.with(DatabaseOptions.DEFAULT, database -> export(database, target));
      out(spec).printf(Locale.ROOT, "%s, %d bytes%n", text(head), Files.size(target));
      return ExitCode.OK;
    }

    private static Head export(ChainDatabase database, Path target) {
      var head = database.head().orElseThrow(() -> CommandFailure.no("the chain has no block yet"));
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
        database.exportTo(out);
      } catch (IOException e) {
        throw CommandFailure.environment("cannot write " + target + ": " + e.getMessage(), e);
      }
      return head;
    }
  }

  /** {@code assay db import}. */
  @Command(
      name = "import",
      description = {
        "Creates a data directory from a snapshot: a chain that begins with the snapshot's block.",
        "Every trie is rebuilt; a snapshot whose root is not that of its header is refused."
      },
      footer = {"", "Example:", "  assay db import --data-dir ./copy chain.snapshot"})
  static final class Import implements Callable<ExitCode> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "FILE", description = "Snapshot to read.")
    private @Nullable Path file;

    @Override
    public ExitCode call() throws IOException {
      var source = Objects.requireNonNull(file);
      try (InputStream in = new BufferedInputStream(Files.newInputStream(source))) {
        var head = ChainDatabase.importFrom(in, data.directory(), DatabaseOptions.DEFAULT);
        out(spec).println("the chain begins with " + text(head));
        return ExitCode.OK;
      } catch (DatabaseFailure failure) {
        throw DataOption.explained(failure);
      }
    }
  }
}
