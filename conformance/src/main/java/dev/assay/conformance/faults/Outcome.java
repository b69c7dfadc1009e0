package dev.assay.conformance.faults;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** How a round ended. */
enum Outcome {
  /** Everything acknowledged is there and the check finds nothing. */
  HARMLESS,
  /** The open or a read refused with a typed reason. */
  REFUSED,
  /** The check names what is damaged. */
  FOUND,
  /** Something is wrong and nothing says so. */
  SILENT;

  /** How many rounds ended which way. */
  static final class Tally {
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

    void add(Outcome outcome) {
      counts.merge(outcome, 1, Integer::sum);
    }

    int of(Outcome outcome) {
      return counts.getOrDefault(outcome, 0);
    }

    int passed() {
      return of(HARMLESS) + of(REFUSED) + of(FOUND);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d harmless, %d refused, %d found by the check, %d silent",
          of(HARMLESS),
          of(REFUSED),
          of(FOUND),
          of(SILENT));
    }
  }
}
