package dev.assay.conformance.faults;

import dev.assay.conformance.load.HostileClients;
import dev.assay.conformance.load.NodeKills;
import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import dev.assay.state.db.FaultPoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay conformance faults}. */
@Command(
    name = "faults",
    description = {
      "Kills, damages and fills up chains on disk, and judges what an open and a check say.",
      "A round passes when nothing acknowledged is lost, or the loss is named. Kills nodes under",
      "load, and lets clients loose on one that mean it no good."
    },
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  assay conformance faults --kill 200 --points 20 --flips 200 --leaks 1000 --seed 7"
    })
public final class FaultsCommand implements Subcommand {
  /** Growth that is noise: the allocator's, the JIT's. */
  private static final long FLAT_KIB = 48 << 10;

  private static final int FLAT_FILES = 4;

  @Spec private CommandSpec spec;

  @Option(names = "--kill", paramLabel = "N", description = "kill -9 at N random moments")
  private int kills;

  @Option(names = "--points", paramLabel = "N", description = "die N times at each fault point")
  private int points;

  @Option(
      names = "--flips",
      paramLabel = "N",
      description =
          "N flipped bits in tables, N in the log, N/4 in the marker, and N/4 truncations of the"
              + " log")
  private int flips;

  @Option(names = "--disk-full", description = "fill a small tmpfs up (as root)")
  private boolean diskFull;

  @Option(names = "--leaks", paramLabel = "N", description = "open and close N times")
  private int leaks;

  @Option(
      names = "--node-kill",
      paramLabel = "N",
      description = "kill a node under load N times; every receipt seen must be there after")
  private int nodeKills;

  @Option(
      names = "--rpc",
      description = {
        "slow, deaf, endless and explosive clients of a node, and what others feel of them;",
        "takes five minutes"
      })
  private boolean hostile;

  @Option(names = "--load", description = "a chain under load, its memory and files watched")
  private boolean load;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "how long the load lasts (default: 30)")
  private int minutes = 30;

  @Option(names = "--seed", description = "what everything follows from (default: 1)")
  private long seed = 1;

  private long passed;
  private long failed;
  private long skipped;

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("assay-faults-");
    try {
      run(folder);
    } finally {
      Faults.delete(folder);
    }
    out().println(passed + " passed, " + failed + " failed, " + skipped + " skipped");
    return failed == 0 && passed > 0 ? ExitCode.OK : ExitCode.NO;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void run(Path folder) throws IOException, InterruptedException {
    Faults faults = new Faults(folder, seed);
    if (kills > 0) {
      strictly("kill -9", faults.kill(kills));
    }
    for (FaultPoint point : FaultPoint.values()) {
      if (points > 0) {
        strictly("death " + point.title(), faults.point(point, points));
      }
    }
    if (flips > 0) {
      loosely("flips in tables", faults.flips("tables", Faults::isTable, flips));
      loosely("flips in the log", faults.flips("WAL", Faults::isLog, flips));
      loosely("truncations of the log", faults.truncations(Math.max(1, flips / 4)));
      loosely(
          "flips in the marker", faults.flips("marker", Faults::isMarker, Math.max(1, flips / 4)));
    }
    if (diskFull) {
      diskFull(folder);
    }
    if (leaks > 0) {
      leaks(folder);
    }
    if (nodeKills > 0) {
      nodeKills(folder);
    }
    if (hostile) {
      hostileClients();
    }
    if (load) {
      load(folder);
    }
  }

  /** Nothing but harmless will do. */
  private void strictly(String what, Outcome.Tally tally) {
    tell(what, tally.toString());
    passed += tally.of(Outcome.HARMLESS);
    failed += tally.passed() - tally.of(Outcome.HARMLESS) + tally.of(Outcome.SILENT);
  }

  private void loosely(String what, Outcome.Tally tally) {
    tell(what, tally.toString());
    passed += tally.passed();
    failed += tally.of(Outcome.SILENT);
  }

  private void diskFull(Path folder) throws IOException, InterruptedException {
    for (DiskFull.Moment moment : DiskFull.Moment.values()) {
      DiskFull.Result result = DiskFull.run(folder.resolve("tmpfs"), seed, moment);
      tell("disk full, " + moment.name().toLowerCase(Locale.ROOT), result.text());
      switch (result.verdict()) {
        case PASSED -> passed++;
        case FAILED -> failed++;
        case SKIPPED -> skipped++;
      }
    }
  }

  private void leaks(Path folder) throws IOException {
    if (!Leaks.isMeasurable()) {
      tell("leaks", "not measured: there is no /proc here");
      skipped++;
      return;
    }
    Leaks[] held = Leaks.ofCycles(folder.resolve("leaks"), seed, leaks);
    tell(leaks + " cycles", "before " + held[0] + "; after " + held[1]);
    boolean flat =
        held[1].residentKib() - held[0].residentKib() < FLAT_KIB
            && held[1].files() - held[0].files() < FLAT_FILES;
    passed += flat ? 1 : 0;
    failed += flat ? 0 : 1;
  }

  private void nodeKills(Path folder) throws IOException, InterruptedException {
    NodeKills kills = new NodeKills(folder.resolve("node"), seed);
    List<String> faults = kills.run(nodeKills);
    faults.forEach(fault -> tell("FAULT", fault));
    tell("nodes killed under load", kills.summary() + ", " + faults.size() + " faults");
    passed += faults.isEmpty() ? nodeKills : 0;
    failed += faults.size();
  }

  private void hostileClients() throws IOException, InterruptedException {
    for (Case each : HostileClients.ofOwnNode(HostileClients.Scale.FULL)) {
      tell(each.verdict() == Verdict.PASSED ? "" : "FAULT", each.name() + " " + each.detail());
      passed += each.verdict() == Verdict.PASSED ? 1 : 0;
      failed += each.verdict() == Verdict.PASSED ? 0 : 1;
    }
  }

  private void load(Path folder) throws IOException, InterruptedException {
    if (!Leaks.isMeasurable()) {
      tell("load", "not measured: there is no /proc here");
      skipped++;
      return;
    }
    Load.Result result =
        Load.run(
            folder.resolve("load"),
            seed,
            Duration.ofMinutes(minutes),
            FLAT_KIB,
            FLAT_FILES,
            sample -> tell("load", sample));
    tell(
        minutes + " minutes of load",
        result.blocks() + "; early " + result.early() + "; late " + result.late());
    passed += result.passed() ? 1 : 0;
    failed += result.passed() ? 0 : 1;
  }

  private void tell(String what, String text) {
    out().printf(Locale.ROOT, "%-32s %s%n", what, text);
    out().flush();
  }
}
