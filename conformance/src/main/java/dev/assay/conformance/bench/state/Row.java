package dev.assay.conformance.bench.state;

import java.util.Locale;

/**
 * A row of the table.
 *
 * @param figure what was measured, with its unit
 * @param peer what it is compared with, and whether that ran or is quoted
 * @param ratio figure over target, above 1 is better than promised
 */
record Row(String name, String target, String figure, String peer, double ratio) {
  boolean passes() {
    return ratio >= 1;
  }

  /** A row where more is better. */
  static Row atLeast(String name, double target, double figure, String unit, String peer) {
    return new Row(name, ">= " + text(target, unit), text(figure, unit), peer, figure / target);
  }

  /** A row where less is better. */
  static Row atMost(String name, double target, double figure, String unit, String peer) {
    return new Row(name, "<= " + text(target, unit), text(figure, unit), peer, target / figure);
  }

  private static String text(double value, String unit) {
    return String.format(Locale.ROOT, value >= 1_000 ? "%,.0f %s" : "%.2f %s", value, unit);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-4s %-44s %14s %14s  %5.2f  %s",
        passes() ? "ok" : "MISS",
        name,
        target,
        figure,
        ratio,
        peer);
  }
}
