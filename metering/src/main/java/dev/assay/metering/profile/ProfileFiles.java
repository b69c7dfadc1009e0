package dev.assay.metering.profile;

import java.nio.file.Path;

/** The forms of a profile that files hold, told apart by their names. */
public final class ProfileFiles {
  private static final String FOLDED = ".folded";

  private ProfileFiles() {}

  /**
   * What belongs into a file: folded stacks where its name ends in {@code .folded}, else a page.
   */
  public static String content(GasProfile profile, String title, Path file) {
    return file.toString().endsWith(FOLDED)
        ? FoldedStacks.of(profile)
        : FlameGraph.of(profile, title);
  }
}
