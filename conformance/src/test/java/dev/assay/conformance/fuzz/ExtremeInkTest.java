package dev.assay.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.reference.Outcome;
import dev.assay.conformance.reference.ReferenceEngine;
import dev.assay.conformance.reference.Scenario;
import dev.assay.vm.Tier;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.runtime.InstructionCosts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ink at the ends of its range, in the engine and in the reference engine, in both chargings. */
class ExtremeInkTest {
  private static final long DEAREST = (1L << 32) - 1;

  /** Everything costs the most there is, each unit of a length too. */
  private record Dearest(boolean blockPrepaid) implements InstructionCosts {
    @Override
    public String id() {
      return "dearest " + blockPrepaid;
    }

    @Override
    public long cost(Opcode opcode) {
      return DEAREST;
    }

    @Override
    public long costPerPart(Opcode opcode) {
      return DEAREST;
    }

    @Override
    public long costPerUnit(Opcode opcode) {
      return DEAREST;
    }

    @Override
    public long blockHeader() {
      return blockPrepaid ? DEAREST : 0;
    }
  }

  /** {@code f(length)}: a loop of three rounds, a table of labels, then a fill of that length. */
  private static Scenario scenario(int length) {
    ModuleBuilder module = new ModuleBuilder();
    module.memory(1);
    int function =
        module.function(
            "i32 -> i32",
            code -> {
              code.locals(dev.assay.vm.module.NumberType.I32, 1).i32(3).set(1);
              code.open(Opcode.LOOP).get(1).i32(1).op(Opcode.I32_SUB).tee(1).op(Opcode.BR_IF, 0);
              code.end().open(Opcode.BLOCK).get(1).op(Opcode.BR_TABLE, 0, 0, 0, 0, 0).end();
              code.i32(0).i32(7).get(0).op(Opcode.MEMORY_FILL, 0).get(1);
            });
    module.export("f", ExternalKind.FUNCTION, function);
    return new Scenario(
        Scenario.load(module.build()),
        List.of(new Scenario.Call(function, List.of((long) length))));
  }

  @ParameterizedTest
  @CsvSource({"false, INTERPRETER", "true, INTERPRETER", "false, COMPILER", "true, COMPILER"})
  void nothingWrapsAtTheLargestPricesAndLimits(boolean prepaid, Tier tier) {
    Dearest costs = new Dearest(prepaid);
    ReferenceEngine reference = new ReferenceEngine(costs, GasDifferential.LIMITS);
    TierEngine engine = new TierEngine(tier, costs, GasDifferential.LIMITS);
    for (int length : new int[] {0, 1, 65_536, 65_537, Integer.MAX_VALUE, -1}) {
      Scenario scenario = scenario(length);
      List<Long> milestones = new ArrayList<>();
      Outcome full = reference.run(scenario, Long.MAX_VALUE, milestones);
      assertTrue(full.inkUsed() > 0);
      milestones.addAll(
          List.of(Long.MAX_VALUE, Long.MAX_VALUE - 1, 1L << 62, DEAREST, DEAREST + 1, 0L, 1L));
      for (long limit : milestones) {
        for (long each : new long[] {limit, Math.max(0, limit - 1)}) {
          Outcome expected = reference.run(scenario, each);
          assertNull(
              Outcome.difference(expected, engine.run(scenario, each)),
              () -> "length " + length + ", limit " + each);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"false, INTERPRETER", "true, INTERPRETER", "false, COMPILER", "true, COMPILER"})
  void fourGibibytesAtTheLargestPriceCannotBePaidEvenByTheLargestLimit(boolean prepaid, Tier tier) {
    TierEngine engine = new TierEngine(tier, new Dearest(prepaid), GasDifferential.LIMITS);
    Outcome outcome = engine.run(scenario(-1), Long.MAX_VALUE);
    assertEquals(TrapCode.OUT_OF_GAS, outcome.endings().getLast().trap());
    assertEquals(Long.MAX_VALUE, outcome.inkUsed());
  }
}
