package dev.assay.conformance.fuzz;

import dev.assay.conformance.reference.Scenario;
import org.jspecify.annotations.Nullable;

/** Runs a scenario on two engines, again and again with different gas. */
interface Comparer {
  /**
   * What was compared.
   *
   * @param limits how many gas limits were equal
   * @param calls how many calls of functions were executed, on either engine
   * @param limit the first one that was not, or -1
   * @param difference what differed there, or null
   */
  record Comparison(int limits, long calls, long limit, @Nullable String difference) {}

  /** Goes from limit to limit until the engines differ. */
  Comparison compare(Scenario scenario);

  /** Makes a comparer for the prices of a name, which tries about so many limits. */
  @FunctionalInterface
  interface Maker {
    Comparer make(String prices, int sample);
  }
}
