package dev.assay.conformance.bench.wasm;

import dev.assay.metering.GasSchedules;
import dev.assay.vm.runtime.InstructionCosts;

/** The forms of our engine that the benchmark runs. */
enum OurMode {
  /** The interpreter as a chain runs it: every instruction priced, charged exactly. */
  METERED("assay-interp", GasSchedules.ASSAY_1),
  /** The same interpreter with charging off, to show what metering costs. */
  FREE("assay-interp-free", InstructionCosts.FREE);

  private final String title;
  private final InstructionCosts costs;

  OurMode(String title, InstructionCosts costs) {
    this.title = title;
    this.costs = costs;
  }

  /** The contender's name in the table. */
  String title() {
    return title;
  }

  InstructionCosts costs() {
    return costs;
  }
}
