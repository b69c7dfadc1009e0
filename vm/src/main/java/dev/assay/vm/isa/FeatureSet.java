package dev.assay.vm.isa;

import static dev.assay.vm.isa.Feature.*;

import java.util.ArrayList;
import java.util.List;

/**
 * An immutable choice of features. {@link Feature#MVP} is in every set, and a set holds only what
 * the engine implements.
 */
public final class FeatureSet {
  /** The first published binary format, without anything. */
  public static final FeatureSet MVP = new FeatureSet(1L << Feature.MVP.ordinal());

  /** WebAssembly 1.0. */
  public static final FeatureSet WASM_1 = MVP.with(MUTABLE_GLOBALS);

  /** WebAssembly 2.0. */
  public static final FeatureSet WASM_2 =
      WASM_1.with(
          SIGN_EXTENSION,
          SATURATING_FLOAT,
          MULTI_VALUE,
          BULK_MEMORY,
          REFERENCE_TYPES,
          EXTERNAL_REFERENCES,
          SIMD);

  /** Everything the engine runs: WebAssembly 2.0 and what is there of 3.0. */
  public static final FeatureSet ALL_IMPLEMENTED = allImplemented();

  /** What a contract may use under the default gas schedule. */
  public static final FeatureSet CONTRACT =
      WASM_1.with(
          SIGN_EXTENSION,
          SATURATING_FLOAT,
          MULTI_VALUE,
          BULK_MEMORY,
          REFERENCE_TYPES,
          TAIL_CALLS,
          EXTENDED_CONSTANTS);

  private final long bits;

  private FeatureSet(long bits) {
    this.bits = bits;
  }

  private static FeatureSet allImplemented() {
    FeatureSet set = MVP;
    for (Feature feature : Feature.values()) {
      set = feature.implemented() ? set.with(feature) : set;
    }
    return set;
  }

  /** The set of exactly these features and the MVP. */
  public static FeatureSet of(Feature... features) {
    return MVP.with(features);
  }

  /**
   * This set and more.
   *
   * @throws IllegalArgumentException for a feature the engine does not implement
   */
  public FeatureSet with(Feature... features) {
    long more = bits;
    for (Feature feature : features) {
      if (!feature.implemented()) {
        throw new IllegalArgumentException("the engine does not implement " + feature);
      }
      more |= 1L << feature.ordinal();
    }
    return new FeatureSet(more);
  }

  /** This set with some features off; the MVP cannot be switched off. */
  public FeatureSet without(Feature... features) {
    long less = bits;
    for (Feature feature : features) {
      less &= ~(1L << feature.ordinal());
    }
    return new FeatureSet(less | 1L << Feature.MVP.ordinal());
  }

  /** Whether the feature is on. */
  public boolean has(Feature feature) {
    return (bits >>> feature.ordinal() & 1) != 0;
  }

  /** The features that are on, in declaration order. */
  public List<Feature> features() {
    List<Feature> on = new ArrayList<>();
    for (Feature feature : Feature.values()) {
      if (has(feature)) {
        on.add(feature);
      }
    }
    return List.copyOf(on);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureSet that && that.bits == bits;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(bits);
  }

  @Override
  public String toString() {
    return features().toString();
  }
}
