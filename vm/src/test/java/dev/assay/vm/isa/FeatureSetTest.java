package dev.assay.vm.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSetTest {
  @Test
  void setsGrowAndShrink() {
    FeatureSet set = FeatureSet.MVP.with(Feature.SIMD, Feature.TAIL_CALLS);
    assertEquals(List.of(Feature.MVP, Feature.SIMD, Feature.TAIL_CALLS), set.features());
    assertEquals(FeatureSet.of(Feature.TAIL_CALLS), set.without(Feature.SIMD));
    assertEquals("[mvp, simd, tail-calls]", set.toString());
  }

  @Test
  void theMvpStays() {
    assertEquals(FeatureSet.MVP, FeatureSet.MVP.without(Feature.MVP));
  }

  @Test
  void whatTheEngineLacksCannotBeSwitchedOn() {
    assertThrows(IllegalArgumentException.class, () -> FeatureSet.WASM_2.with(Feature.THREADS));
  }

  @Test
  void contractsHaveFunctionTablesButNoExternalReferences() {
    assertTrue(FeatureSet.CONTRACT.has(Feature.REFERENCE_TYPES));
    assertFalse(FeatureSet.CONTRACT.has(Feature.EXTERNAL_REFERENCES));
    assertFalse(FeatureSet.CONTRACT.has(Feature.SIMD));
    assertFalse(FeatureSet.CONTRACT.has(Feature.MEMORY64));
    assertFalse(FeatureSet.CONTRACT.has(Feature.MULTI_MEMORY));
  }
}
