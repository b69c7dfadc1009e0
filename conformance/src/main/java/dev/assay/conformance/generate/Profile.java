package dev.assay.conformance.generate;

import dev.assay.vm.isa.FeatureSet;

/**
 * What kind of modules to grow.
 *
 * @param features the instructions to draw from
 * @param functionNodes about how many instructions the largest function gets
 */
public record Profile(FeatureSet features, int functionNodes) {
  /** What contracts may use. */
  public static final Profile CONTRACT = new Profile(FeatureSet.CONTRACT, 120);

  /** Everything of WebAssembly 2.0, vectors included. */
  public static final Profile WASM_2 = new Profile(FeatureSet.WASM_2, 120);
}
