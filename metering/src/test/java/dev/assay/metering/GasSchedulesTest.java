package dev.assay.metering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.isa.Opcode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
  void aReleasedScheduleNeverChanges() throws IOException {
    Map<String, String> released = new TreeMap<>();
    try (var in = GasSchedulesTest.class.getResourceAsStream("released-schedules.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> released.put(line.split(" ", 2)[0], line.split(" ", 2)[1].strip()));
    }
    Map<String, String> present = new TreeMap<>();
    GasSchedules.ALL.forEach(schedule -> present.put(schedule.name(), schedule.hash()));
    assertEquals(released, present, "released-schedules.txt says what to do");
  }

  @Test
  void everyInstructionOfEveryScheduleIsPricedInRangeOrRefused() {
    for (GasSchedule schedule : GasSchedules.ALL) {
      for (Opcode opcode : Opcode.values()) {
        String what = schedule + " " + opcode;
        boolean usable = schedule.rules().features().has(opcode.feature());
        assertTrue(!usable || schedule.cost(opcode) > 0, what);
        assertTrue(schedule.cost(opcode) <= InstructionPrices.LARGEST, what);
        assertTrue(schedule.costPerPart(opcode) <= InstructionPrices.LARGEST, what);
        assertTrue(schedule.costPerUnit(opcode) <= InstructionPrices.LARGEST, what);
      }
      for (Opcode opcode : LENGTHS) {
        assertTrue(!schedule.accepts(opcode) || schedule.costPerUnit(opcode) > 0, opcode.name());
      }
    }
  }

  /** Instructions that do something for each byte or element. */
  private static final List<Opcode> LENGTHS =
      List.of(
          Opcode.MEMORY_FILL,
          Opcode.MEMORY_COPY,
          Opcode.MEMORY_INIT,
          Opcode.TABLE_FILL,
          Opcode.TABLE_COPY,
          Opcode.TABLE_INIT,
          Opcode.TABLE_GROW);

  @Test
  void aPriceOutOfRangeIsRefusedByName() {
    GasSchedule base = GasSchedules.ASSAY_1;
    for (long price : new long[] {0, -1, Long.MIN_VALUE, InstructionPrices.LARGEST + 1}) {
      var refused =
          assertThrows(IllegalArgumentException.class, () -> base.with(GasCost.KECCAK_WORD, price));
      assertEquals(
          "assay-1 cannot price KECCAK_WORD at " + price + ": 1 to 4294967295 expected",
          refused.getMessage());
    }
    assertEquals(1, base.with(GasCost.KECCAK_WORD, 1).cost(GasCost.KECCAK_WORD));
    long most = InstructionPrices.LARGEST;
    assertEquals(most, base.with(GasCost.KECCAK_WORD, most).cost(GasCost.KECCAK_WORD));
    for (long price : new long[] {-1, most + 1, Long.MAX_VALUE}) {
      var refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> base.withHostFunction("vm_hooks.chainid", price));
      assertEquals(
          "assay-1 cannot price vm_hooks.chainid at " + price + ": 0 to 4294967295 expected",
          refused.getMessage());
    }
    var unknown =
        assertThrows(IllegalArgumentException.class, () -> base.hostFunction("vm_hooks.nothing"));
    assertEquals("assay-1 has no price for host function vm_hooks.nothing", unknown.getMessage());
  }

  @Test
  void aDifferenceLeavesTheScheduleItCameFromAlone() {
    GasSchedule base = GasSchedules.ASSAY_1;
    String before = base.canonical();
    GasSchedule next =
        base.named("assay-2")
            .with(GasCost.LOG_BYTE, 9)
            .with(base.instructions().with(61, "drop"))
            .withHostFunction("vm_hooks.chainid", 1);
    assertEquals(before, base.canonical());
    assertEquals("assay-2", next.name());
    assertEquals(9, next.cost(GasCost.LOG_BYTE));
    assertEquals(61, next.cost(Opcode.DROP));
    assertEquals(1, next.hostFunction("vm_hooks.chainid"));
    assertEquals(3, changedLines(before, next.canonical()), "three prices and no more");
  }

  private static long changedLines(String before, String after) {
    List<String> kept = after.lines().toList();
    return before.lines().filter(line -> !kept.contains(line)).count();
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
