package dev.assay.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.reference.Outcome;
import dev.assay.conformance.reference.Scenario;
import dev.assay.conformance.text.Wabt;
import dev.assay.vm.Tier;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.InstructionCosts;
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

  private static final String LONG =
      """
      (module
        (import "fuzzing-support" "log-i32" (func $log (param i32)))
        (memory 1)
        (func (export "hangLimitInitializer"))
        (func (export "g") (result i32)
          (i32.store (i32.const 8) (i32.const 7)) (i32.load (i32.const 8)))
        (func (export "f") (param i32 i64) (result i64)
          (local i64)
          (call $log (i32.add (local.get 0) (i32.const 4)))
          (loop
            (local.set 2 (i64.add (local.get 2) (i64.const 1)))
            (br_if 0 (i64.lt_u (local.get 2) (i64.const 5))))
          (if (result i64) (i64.eqz (local.get 2))
            (then (i64.const 4))
            (else (i64.add (i64.mul (local.get 1) (local.get 2)) (i64.const 11))))))
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

  @Test
  void whatDiffersIsMadeSmallAndKeptAsText(@TempDir Path folder) throws IOException {
    InstructionCosts right = PriceList.named("unit");
    Comparer engines =
        new EnginePair(
            new TierEngine(Tier.INTERPRETER, right, LIMITS),
            new TierEngine(Tier.INTERPRETER, new DearProducts(), LIMITS),
            10_000,
            4);
    byte[] bytes = Wabt.module("long", LONG.getBytes(StandardCharsets.US_ASCII), Wabt.Check.VALID);
    Scenario scenario = BinaryenFuzzer.scenario(bytes, 1);
    assertNotNull(engines.compare(scenario).difference());

    BinaryenFuzzer.shrunk("small", "unit", scenario, engines).save(folder);
    Regression read = Regression.all(folder).getFirst();
    assertTrue(read.isForeign());
    Scenario small = Regression.scenario(read.module());
    assertNotNull(engines.compare(small).difference());
    assertEquals(List.of(3), small.calls().stream().map(Scenario.Call::function).toList());
    int left =
        small.valid().module().bodies().stream()
            .mapToInt(each -> each.facts().instructions())
            .sum();
    assertTrue(left <= 12, () -> left + " instructions are left");
    assertNull(read.replayPair(4).difference());
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

  /** An engine's prices with a fault. */
  private record DearProducts() implements InstructionCosts {
    @Override
    public String id() {
      return "dear";
    }

    @Override
    public long cost(Opcode opcode) {
      return opcode == Opcode.I64_MUL ? 3 : 1;
    }
  }
}
