package dev.assay.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.assay.conformance.reference.Outcome;
import dev.assay.conformance.reference.Outcome.Ending;
import dev.assay.conformance.reference.ReferenceEngine;
import dev.assay.conformance.reference.Scenario;
import dev.assay.metering.GasSchedules;
import dev.assay.vm.Tier;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SizeRange;
import dev.assay.vm.module.TableType;
import dev.assay.vm.runtime.InstructionCosts;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Costs that follow from an operand: charged for the whole length, before anything happens. */
class OperandCostTest {
  private static final int PER_UNIT = 3;

  /** Units that lie inside memory, table and segments. */
  private static final int INSIDE = 8;

  /** One ink an instruction, three more a unit. */
  private static final InstructionCosts COSTS =
      new InstructionCosts() {
        @Override
        public String id() {
          return "three a unit";
        }

        @Override
        public long cost(Opcode opcode) {
          return 1;
        }

        @Override
        public long costPerUnit(Opcode opcode) {
          return PER_UNIT;
        }
      };

  /** The instructions with a length, which is the parameter; other operands are 0 or null. */
  enum Bulk {
    MEMORY_FILL(3, code -> code.i32(0).i32(0).get(0).op(Opcode.MEMORY_FILL, 0)),
    MEMORY_COPY(3, code -> code.i32(0).i32(0).get(0).op(Opcode.MEMORY_COPY, 0, 0)),
    MEMORY_INIT(3, code -> code.i32(0).i32(0).get(0).op(Opcode.MEMORY_INIT, 0, 0)),
    TABLE_FILL(3, code -> code.i32(0).op(Opcode.REF_NULL, 0x70).get(0).op(Opcode.TABLE_FILL, 0)),
    TABLE_COPY(3, code -> code.i32(0).i32(0).get(0).op(Opcode.TABLE_COPY, 0, 0)),
    TABLE_INIT(3, code -> code.i32(0).i32(0).get(0).op(Opcode.TABLE_INIT, 0, 0)),
    TABLE_GROW(3, code -> grow(code.op(Opcode.REF_NULL, 0x70).get(0))),
    MEMORY_GROW(3, code -> code.get(0).op(Opcode.MEMORY_GROW, 0).op(Opcode.DROP));

    private final int instructions;
    private final Consumer<CodeBuilder> body;

    Bulk(int instructions, Consumer<CodeBuilder> body) {
      this.instructions = instructions;
      this.body = body;
    }

    private static void grow(CodeBuilder code) {
      code.op(Opcode.TABLE_GROW, 0).op(Opcode.DROP);
    }

    /** Whether a length beyond the end is an answer and no trap. */
    boolean grows() {
      return this == TABLE_GROW || this == MEMORY_GROW;
    }

    /** Ink up to and with the instruction, without its units. */
    long before() {
      return this == TABLE_GROW ? 3 : this == MEMORY_GROW ? 2 : instructions + 1L;
    }
  }

  private static Scenario scenario(Bulk bulk, int units) {
    ModuleBuilder module = new ModuleBuilder();
    module.memory(1);
    module.table(new TableType(ReferenceType.FUNCREF, SizeRange.atLeast(INSIDE)));
    int function = module.function("i32 ->", bulk.body);
    module.export("f", ExternalKind.FUNCTION, function);
    module.passiveElements(new int[INSIDE]);
    module.passiveData(new byte[INSIDE]);
    return new Scenario(
        Scenario.load(module.build()), List.of(new Scenario.Call(function, List.of((long) units))));
  }

  private static Ending end(InstructionCosts costs, Bulk bulk, int units, long limit) {
    Scenario scenario = scenario(bulk, units);
    Outcome expected = new ReferenceEngine(costs, GasDifferential.LIMITS).run(scenario, limit);
    for (Tier tier : Tier.values()) {
      Outcome outcome = new TierEngine(tier, costs, GasDifferential.LIMITS).run(scenario, limit);
      assertNull(Outcome.difference(expected, outcome), tier::toString);
    }
    return expected.endings().getLast();
  }

  @ParameterizedTest
  @EnumSource
  void theWholeLengthIsPaidBeforeAnythingHappens(Bulk bulk) {
    for (int units : new int[] {0, 1, INSIDE}) {
      long cost = bulk.before() + (long) PER_UNIT * units;
      assertEquals(TrapCode.OUT_OF_GAS, end(COSTS, bulk, units, cost - 1).trap(), bulk + "-1");
      assertNotEquals(cost - 1, end(COSTS, bulk, units, cost + 9).inkUsed());
      Ending exact = end(COSTS, bulk, units, cost);
      assertEquals(TrapCode.OUT_OF_GAS, exact.trap(), "the next instruction cannot be paid");
      assertNotEquals(end(COSTS, bulk, units, cost - 1).offset(), exact.offset());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLengthBeyondTheEndIsPaidForBeforeItTraps(Bulk bulk) {
    int units = 70_000;
    long cost = bulk.before() + (long) PER_UNIT * units;
    assertEquals(TrapCode.OUT_OF_GAS, end(COSTS, bulk, units, cost - 1).trap());
    Ending paid = end(COSTS, bulk, units, cost + 100);
    if (!bulk.grows()) {
      assertNotEquals(TrapCode.OUT_OF_GAS, paid.trap());
      assertEquals(cost, paid.inkUsed());
    }
  }

  /** 2^32 - 1 bytes or elements, under the default schedule, with one gas. */
  @ParameterizedTest
  @EnumSource
  void fourGibibytesWithOneGasCostOneGasAndNoTime(Bulk bulk) {
    long gas = 10_000;
    Ending ending =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> end(GasSchedules.ASSAY_1, bulk, -1, gas));
    if (bulk != Bulk.MEMORY_GROW) {
      assertEquals(TrapCode.OUT_OF_GAS, ending.trap());
      assertEquals(gas, ending.inkUsed());
    }
  }
}
