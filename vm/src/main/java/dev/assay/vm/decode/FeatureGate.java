package dev.assay.vm.decode;

import dev.assay.vm.isa.Feature;
import dev.assay.vm.isa.FeatureSet;

/** Asked at every use of a feature: refuses what is off and remembers what was used. */
final class FeatureGate {
  private final long accepted;
  private long used = bit(Feature.MVP);

  FeatureGate(FeatureSet accepted) {
    long bits = 0;
    for (Feature feature : accepted.features()) {
      bits |= bit(feature);
    }
    this.accepted = bits;
  }

  private static long bit(Feature feature) {
    return 1L << feature.ordinal();
  }

  /** Notes a use; false when the feature is off. */
  boolean allows(Feature feature) {
    long bit = bit(feature);
    used |= bit;
    return (accepted & bit) != 0;
  }

  /** Whether the feature is on, without counting as a use of it. */
  boolean isOn(Feature feature) {
    return (accepted & bit(feature)) != 0;
  }

  /** The features used so far. */
  FeatureSet used() {
    FeatureSet set = FeatureSet.MVP;
    for (Feature feature : Feature.values()) {
      set = (used & bit(feature)) != 0 ? set.with(feature) : set;
    }
    return set;
  }
}
