package dev.assay.conformance.bench;

import dev.assay.node.cli.ExitCode;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints figures, each beside the most it should be, as they are measured; then their geomean. */
final class FigureTable {
  private final PrintWriter out;
  private double logarithms;
  private int count;
  private boolean reached = true;

  FigureTable(PrintWriter out) {
    this.out = out;
  }

  /** Adds a figure that should be at most {@code goal}. */
  void add(String what, double value, double goal, String unit) {
    out.printf(Locale.ROOT, "%-44s %12.2f %-5s  goal %,8.0f%n", what, value, unit, goal);
    out.flush();
    logarithms += Math.log(value / goal);
    count++;
    reached &= value <= goal;
  }

  /** Adds a figure that stands for comparison. */
  void add(String what, double value, String unit) {
    out.printf(Locale.ROOT, "%-44s %12.2f %-5s%n", what, value, unit);
    out.flush();
  }

  /** The last line; the code says whether every goal was reached. */
  ExitCode close() {
    out.printf(Locale.ROOT, "geomean %.2f x GOAL%n", Math.exp(logarithms / count));
    return reached ? ExitCode.OK : ExitCode.NO;
  }
}
