package dev.assay.conformance.bench.calibrate;

import dev.assay.metering.Ink;

/**
 * What one step of a subject took and costs.
 *
 * @param engine where it was measured
 * @param kind instruction or host function
 * @param name as the schedule names it
 * @param variant which of several circumstances, or empty
 * @param units the length that the cost depends on, or 0
 * @param nanos measured
 * @param ink by the schedule
 */
public record Reading(
    String engine,
    Subject.Kind kind,
    String name,
    String variant,
    int units,
    double nanos,
    long ink) {

  /** Nanoseconds that a gas buys here: the larger, the cheaper the subject is. */
  public double nanosPerGas() {
    return nanos * Ink.PER_GAS / ink;
  }

  boolean sameSubject(Reading other) {
    return engine.equals(other.engine) && sameStep(other);
  }

  /** Whether the other is of the same step, perhaps on another engine. */
  boolean sameStep(Reading other) {
    return kind == other.kind
        && name.equals(other.name)
        && variant.equals(other.variant)
        && units == other.units;
  }
}
