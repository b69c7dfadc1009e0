package dev.assay.conformance.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs the groups of a suite one after the other and shows how far it is. */
public final class SuiteRun {
  private static final int FAILURES_SHOWN = 20;

  private final String name;
  private final PrintWriter out;
  private final PrintWriter progress;
  private final boolean terminal;
  private final List<Group> groups = new ArrayList<>();

  /**
   * A run.
   *
   * @param out gets the table and the closing line
   * @param progress gets a line that moves, if {@code terminal}
   */
  public SuiteRun(String name, PrintWriter out, PrintWriter progress, boolean terminal) {
    this.name = name;
    this.out = out;
    this.progress = progress;
    this.terminal = terminal;
    out.printf("%-48s %8s %8s %8s %8s%n", name, "passed", "failed", "skipped", "seconds");
  }

  /** Runs one group and prints its row. */
  public void run(int number, int count, String group, Supplier<List<Case>> cases) {
    if (terminal) {
      progress.printf("\r\033[K%d of %d  %s", number, count, group);
      progress.flush();
    }
    long start = System.nanoTime();
    var result = new Group(group, cases.get(), 0);
    double seconds = (System.nanoTime() - start) / 1e9;
    groups.add(new Group(group, result.cases(), seconds));
    if (terminal) {
      progress.print("\r\033[K");
      progress.flush();
    }
    row(groups.getLast());
  }

  private void row(Group group) {
    out.printf(
        "%-48s %8d %8d %8d %8.2f%n",
        group.name(),
        group.count(Verdict.PASSED),
        group.count(Verdict.FAILED),
        group.count(Verdict.SKIPPED),
        group.seconds());
    group
        .failures()
        .limit(FAILURES_SHOWN)
        .forEach(failure -> out.printf("    %s: %s%n", failure.name(), failure.detail()));
    long more = group.count(Verdict.FAILED) - FAILURES_SHOWN;
    if (more > 0) {
      out.printf("    and %d more%n", more);
    }
  }

  /** Prints why cases were skipped. The closing line is for the caller, who may say more first. */
  public Suite finish() {
    var suite = new Suite(name, List.copyOf(groups));
    suite.skipReasons().forEach((reason, n) -> out.printf("skipped %d: %s%n", n, reason));
    out.flush();
    return suite;
  }
}
