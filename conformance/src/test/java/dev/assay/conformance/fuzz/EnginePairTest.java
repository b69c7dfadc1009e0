package dev.assay.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.generate.ModuleEncoder;
import dev.assay.conformance.generate.ModuleGenerator;
import dev.assay.conformance.generate.Profile;
import dev.assay.vm.Tier;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.runtime.ResourceLimits;
import org.junit.jupiter.api.Test;

class EnginePairTest {
  private static final ResourceLimits LIMITS = new ResourceLimits(2_000, 12, 60);

  @Test
  void theTiersAgreeOnRandomModules() {
    Comparer.Maker pair =
        (prices, sample) -> new EnginePair(Tier.INTERPRETER, Tier.COMPILER, prices, sample);
    GasFuzzer fuzzer = new GasFuzzer(pair, "engines", 4, null);
    int passed = 0;
    for (long seed = 500; seed < 560; seed++) {
      GasFuzzer.Attempt attempt = fuzzer.attempt(seed);
      assertNull(attempt.fault());
      passed += attempt.passed();
    }
    assertTrue(passed > 180, passed + " pairs");
  }

  @Test
  void anEngineWithOtherPricesIsFound() {
    TierEngine right = new TierEngine(Tier.COMPILER, InstructionCosts.UNIT, LIMITS);
    TierEngine wrong = new TierEngine(Tier.COMPILER, InstructionCosts.FREE, LIMITS);
    byte[] module = ModuleEncoder.encode(ModuleGenerator.generate(1, Profile.CONTRACT));
    Comparer.Comparison found =
        new EnginePair(right, wrong, 60_000, 1).compare(Regression.scenario(module));
    assertTrue(String.valueOf(found.difference()).contains("ending 0"), found.toString());
    assertEquals(0, found.limits());
  }
}
