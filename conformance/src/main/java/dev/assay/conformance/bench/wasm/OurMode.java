package dev.assay.conformance.bench.wasm;

import dev.assay.metering.GasSchedules;
import dev.assay.vm.Tier;
import dev.assay.vm.runtime.InstructionCosts;
import java.util.Arrays;
import java.util.List;

/** The forms of our engine that the benchmark runs. */
enum OurMode {
  /** The interpreter as a chain runs it: every instruction priced, charged exactly. */
  METERED("assay-interp", GasSchedules.ASSAY_1, Tier.INTERPRETER),
  /** The same interpreter with charging off, to show what metering costs. */
  FREE("assay-interp-free", InstructionCosts.FREE, Tier.INTERPRETER),
  /** Compiled code as a chain runs it. */
  COMPILED("assay", GasSchedules.ASSAY_1, Tier.COMPILER),
  /** Compiled code that charges nothing. */
  COMPILED_FREE("assay-free", InstructionCosts.FREE, Tier.COMPILER);

  private final String title;
  private final InstructionCosts costs;
  private final Tier tier;

  OurMode(String title, InstructionCosts costs, Tier tier) {
    this.title = title;
    this.tier = tier;
    this.costs = costs;
  }

  /** The contender's name in the table. */
  String title() {
    return title;
  }

  /** The modes of a tier: metered, then free. */
  static List<OurMode> of(Tier tier) {
    return Arrays.stream(values()).filter(mode -> mode.tier == tier).toList();
  }

  Tier tier() {
    return tier;
  }

  InstructionCosts costs() {
    return costs;
  }
}
