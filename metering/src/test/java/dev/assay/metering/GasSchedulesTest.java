package dev.assay.metering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.isa.Opcode;
import org.junit.jupiter.api.Test;

class GasSchedulesTest {
  @Test
  void everyInstructionAContractMayUseHasAPriceOrIsRefused() {
    for (GasSchedule schedule : GasSchedules.ALL) {
      assertTrue(
          schedule.instructions().missing(schedule.rules().features()).isEmpty(), schedule.name());
    }
  }

  @Test
  void everyNamedPriceIsAboveZero() {
    for (GasSchedule schedule : GasSchedules.ALL) {
      for (GasCost cost : GasCost.values()) {
        assertTrue(schedule.cost(cost) > 0, schedule + " " + cost);
      }
    }
  }

  @Test
  void theScheduleOfAnUnknownNameIsRefusedWithTheKnownOnes() {
    var refused = assertThrows(IllegalArgumentException.class, () -> GasSchedules.named("assay-0"));
    assertEquals(
        "no gas schedule is called \"assay-0\"; known: assay-1, stylus-2", refused.getMessage());
  }

  @Test
  void aMissingPriceIsRefusedByName() {
    var incomplete = StylusPrices.costs();
    incomplete.remove(GasCost.LOG_TOPIC);
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new GasSchedule(
                    "broken",
                    GasSchedule.Charging.EXACT,
                    StylusPrices.instructions(),
                    incomplete,
                    StylusPrices.hostFunctions(),
                    new MemoryGas(2, 1_000, 128),
                    GasSchedules.STYLUS_2.rules()));
    assertEquals("broken has no price for LOG_TOPIC", refused.getMessage());
  }

  @Test
  void anInstructionWithoutAPriceIsRefusedByName() {
    InstructionPrices free = GasSchedules.ASSAY_1.instructions().with(0, "f64.mul");
    var refused =
        assertThrows(IllegalArgumentException.class, () -> GasSchedules.ASSAY_1.with(free));
    assertEquals("assay-1 has no price for [F64_MUL]", refused.getMessage());
  }

  @Test
  void everyDifferenceChangesTheHash() {
    GasSchedule base = GasSchedules.ASSAY_1;
    assertNotEquals(base.hash(), base.with(GasCost.LOG_BYTE, 9).hash());
    assertNotEquals(base.hash(), base.with(base.instructions().with(61, "drop")).hash());
    assertNotEquals(base.hash(), base.withHostFunction("vm_hooks.chainid", 1).hash());
    assertNotEquals(base.hash(), GasSchedules.STYLUS_2.hash());
    assertEquals(base.hash(), base.with(GasCost.LOG_BYTE, 8).hash());
  }

  @Test
  void stylusPricesInstructionsAsPublished() {
    GasSchedule stylus = GasSchedules.STYLUS_2;
    assertEquals(2_450, stylus.blockHeader());
    assertEquals(670, stylus.cost(Opcode.I32_LOAD8_U));
    assertEquals(950, stylus.cost(Opcode.I64_STORE32));
    assertEquals(1_270, stylus.cost(Opcode.I64_REM_U));
    assertEquals(70, stylus.cost(Opcode.I32_ROTR));
    assertEquals(650, stylus.costPerPart(Opcode.CALL_INDIRECT));
    assertEquals(100, stylus.costPerUnit(Opcode.MEMORY_COPY));
    assertFalse(stylus.accepts(Opcode.F32_ADD));
    assertTrue(stylus.accepts(Opcode.F32_LOAD));
    assertEquals(InstructionPrices.LARGEST, stylus.cost(Opcode.F32_LOAD));
  }

  @Test
  void pricesAreBounded() {
    InstructionPrices prices = GasSchedules.ASSAY_1.instructions();
    long most = InstructionPrices.LARGEST;
    assertEquals(most - 1, prices.with(most - 1, "drop").base(Opcode.DROP));
    assertEquals(most, prices.with(most, "drop").base(Opcode.DROP));
    assertThrows(IllegalArgumentException.class, () -> prices.with(most + 1, "drop"));
    assertThrows(IllegalArgumentException.class, () -> prices.with(-1, "drop"));
    assertThrows(IllegalArgumentException.class, () -> prices.with(1, "i32.frobnicate"));
  }
}
