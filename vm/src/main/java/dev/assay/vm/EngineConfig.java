package dev.assay.vm;

import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.runtime.InstructionCosts;

/**
 * What an engine accepts and what instructions cost.
 *
 * @param features the parts of the standard that modules may use
 * @param limits the limits that modules must keep
 * @param costs the prices code is translated for
 * @param tier what runs it
 */
public record EngineConfig(FeatureSet features, Limits limits, InstructionCosts costs, Tier tier) {
  /** Everything the engine implements, wide limits, every instruction one ink. */
  public static final EngineConfig DEFAULT =
      new EngineConfig(
          FeatureSet.ALL_IMPLEMENTED, Limits.WIDE, InstructionCosts.UNIT, Tier.INTERPRETER);

  /** The same with other prices. */
  public EngineConfig with(InstructionCosts otherCosts) {
    return new EngineConfig(features, limits, otherCosts, tier);
  }

  /** The same with other features. */
  public EngineConfig with(FeatureSet otherFeatures) {
    return new EngineConfig(otherFeatures, limits, costs, tier);
  }

  /** The same with other limits. */
  public EngineConfig with(Limits otherLimits) {
    return new EngineConfig(features, otherLimits, costs, tier);
  }

  /** The same with other means to run it. */
  public EngineConfig with(Tier otherTier) {
    return new EngineConfig(features, limits, costs, otherTier);
  }
}
