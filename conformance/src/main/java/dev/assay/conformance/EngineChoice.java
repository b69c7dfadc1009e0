package dev.assay.conformance;

import dev.assay.vm.Tier;
import java.util.List;
import java.util.Locale;

/** What {@code --engine} can say. */
public enum EngineChoice {
  /**
   * What a node does at its best: compiled code, as a command that runs a module once has no later
   * run to compile it for.
   */
  AUTO(List.of(Tier.COMPILER)),
  /** The interpreter. */
  INTERPRETER(List.of(Tier.INTERPRETER)),
  /** Compiled code. */
  COMPILER(List.of(Tier.COMPILER)),
  /** One after the other, and what can be seen of them compared. */
  BOTH(List.of(Tier.COMPILER, Tier.INTERPRETER));

  private final List<Tier> tiers;

  EngineChoice(List<Tier> tiers) {
    this.tiers = tiers;
  }

  /** In the order in which they run; what the last one does is reported. */
  public List<Tier> tiers() {
    return tiers;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
