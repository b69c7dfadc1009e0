package dev.assay.conformance.bench.calibrate;

import dev.assay.metering.GasSchedule;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import java.util.List;
import java.util.function.Function;

/**
 * An engine that can be calibrated.
 *
 * @param name as on the command line
 * @param engine makes it for a schedule, with every feature of it and without contract limits
 */
record Tier(String name, Function<GasSchedule, Engine> engine) {
  /** Every engine there is; a new one is one more row. */
  static final List<Tier> ALL =
      List.of(new Tier("interpreter", prices -> new Engine(EngineConfig.DEFAULT.with(prices))));

  /**
   * The engine of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Tier named(String name) {
    return ALL.stream()
        .filter(tier -> tier.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no engine is called "
                        + name
                        + "; there are: "
                        + String.join(", ", ALL.stream().map(Tier::name).toList())));
  }
}
