package dev.assay.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.reference.Outcome;
import dev.assay.conformance.reference.Scenario;
import dev.assay.conformance.text.Wabt;
import dev.assay.vm.Tier;
import dev.assay.vm.runtime.ResourceLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class BinaryenFuzzerTest {
  private static final ResourceLimits LIMITS = new ResourceLimits(1_000, 1, 10, 1_000);
  private static final String GUARDED =
      """
      (module
        (import "fuzzing-support" "log-i32" (func $log (param i32)))
        (func (export "hangLimitInitializer"))
        (func (export "f") (param i32 i64) (call $log (local.get 0))))
      """;

  @Test
  void everyExportIsCalledWithTheGuardBeforeIt() {
    Scenario scenario = BinaryenFuzzer.scenario(guarded(), 1);
    assertEquals(
        List.of(1, 1, 1, 2), scenario.calls().stream().map(Scenario.Call::function).toList());
    assertEquals(2, scenario.calls().getLast().arguments().size());
    assertNotEquals(
        scenario.calls().getLast(), BinaryenFuzzer.scenario(guarded(), 2).calls().getLast());
  }

  @Test
  void whatIsLoggedIsCompared() {
    var first = new TierEngine(Tier.INTERPRETER, PriceList.named("unit"), LIMITS);
    Outcome outcome = first.run(BinaryenFuzzer.scenario(guarded(), 1), 1_000);
    assertEquals(1, outcome.transcript().size());
    assertTrue(outcome.transcript().getFirst().startsWith("log "), outcome.toString());
  }

  /** Fetches Binaryen. */
  @Test
  @EnabledIfSystemProperty(named = "assay.clients", matches = "true")
  void someModulesOfBinaryenAgree(@TempDir Path folder) throws IOException {
    BinaryenFuzzer fuzzer = BinaryenFuzzer.in(folder, 4, folder.resolve("kept"));
    for (int seed = 0; seed < 6; seed++) {
      assertNull(fuzzer.attempt(seed).fault());
    }
  }

  private static byte[] guarded() {
    return Wabt.module("guarded", GUARDED.getBytes(StandardCharsets.US_ASCII), Wabt.Check.VALID);
  }
}
