package dev.assay.metering.profile;

import dev.assay.metering.Ink;
import java.util.List;
import java.util.Locale;

/** A profile as text: who spent how much by itself, the dearest first, everything summing up. */
public final class ProfileTable {

  private static final int NAME_WIDTH = 40;
  private static final int MOST_LINES = 20;

  private ProfileTable() {}

  /** The tables by function, by host function, by contract and by instruction family. */
  public static String of(GasProfile profile) {
    StringBuilder text = new StringBuilder();
    section(text, "function", profile, profile.rows(GasProfile.Kind.FUNCTION));
    section(text, "host function", profile, profile.rows(GasProfile.Kind.HOST));
    section(text, "contract (start and memory)", profile, profile.rows(GasProfile.Kind.MESSAGE));
    section(text, "transaction", profile, profile.rows(GasProfile.Kind.WHOLE));
    section(text, "instructions", profile, profile.families());
    section(text, "source line", profile, profile.lines().stream().limit(MOST_LINES).toList());
    text.append(line("total", 1, profile.root().totalInk(), profile.root().totalInk()));
    return text.toString();
  }

  private static void section(
      StringBuilder text, String title, GasProfile profile, List<GasProfile.Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    text.append(
        String.format(
            Locale.ROOT, "%-" + NAME_WIDTH + "s %9s %14s %7s%n", title, "calls", "gas", "share"));
    long whole = profile.root().totalInk();
    rows.forEach(row -> text.append(line(row.name(), row.calls(), row.selfInk(), whole)));
    text.append('\n');
  }

  private static String line(String name, long calls, long ink, long whole) {
    String shown = name.length() <= NAME_WIDTH ? name : name.substring(0, NAME_WIDTH - 1) + "…";
    double share = whole == 0 ? 0 : 100.0 * ink / whole;
    return String.format(
        Locale.ROOT,
        "%-" + NAME_WIDTH + "s %9s %14s %6.1f%%%n",
        shown,
        calls == 0 ? "" : calls,
        gas(ink),
        share);
  }

  /** Gas with the four decimals that ink has. */
  static String gas(long ink) {
    long magnitude = Math.abs(ink);
    return (ink < 0 ? "-" : "")
        + String.format(Locale.ROOT, "%d.%04d", magnitude / Ink.PER_GAS, magnitude % Ink.PER_GAS);
  }
}
