package dev.assay.metering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PricesTest {
  private static final GasSchedule SCHEDULE = GasSchedules.STYLUS_2;
  private static final MemoryGas MEMORY = SCHEDULE.memory();

  @Test
  void hundredPagesOnTopOfOneCostWhatStylusPublished() {
    MemoryPages pages = new MemoryPages(SCHEDULE);
    assertEquals(0, pages.openInitial(1));
    assertEquals(9_320_660_000L, pages.growthInk(100));
    assertEquals(8_400, pages.growthInk(0));
  }

  @Test
  void aWholeMemoryOf128PagesCosts31999998Gas() {
    assertEquals(31_999_998, MEMORY.gas(128, 0, 0));
    assertEquals(Long.MAX_VALUE, MEMORY.gas(129, 0, 0));
    assertEquals(Long.MAX_VALUE, MEMORY.gas(Integer.MAX_VALUE, 128, 128));
    assertEquals(0, MEMORY.gas(2, 0, 0));
    assertEquals(1_000, MEMORY.gas(3, 0, 0));
  }

  @Test
  void theExponentialTableFollowsItsFormula() {
    for (int page = 0; page < MemoryGas.TABLE_PAGES; page++) {
      long formula = (long) Math.floor(StrictMath.pow(31_874_000, page / 128.0));
      assertEquals(formula, MemoryGas.exponential(page), "page " + page);
    }
    assertEquals(31_873_999, MemoryGas.exponential(128));
  }

  /** Growing step by step costs what growing at once costs, once nothing is free any more. */
  @Property(tries = 200)
  void memoryPricesAdd(
      @ForAll @IntRange(min = 3, max = 64) int a, @ForAll @IntRange(max = 64) int b) {
    assertEquals(MEMORY.gas(a + b, 0, 0), MEMORY.gas(a, 0, 0) + MEMORY.gas(b, a, a));
  }

  @Test
  void onlyTheLow16BitsOfARequestCount() {
    MemoryPages pages = new MemoryPages(SCHEDULE);
    assertEquals(8_400, pages.growthInk(65_536));
    assertEquals(0, pages.growthInk(65_537));
    assertEquals(1, pages.open());
    assertEquals(Ink.UNPAYABLE, pages.growthInk(65_535));
    assertEquals(1, pages.open());
  }

  @Test
  void closingAFrameGivesPagesBackAndKeepsTheRecord() {
    MemoryPages pages = new MemoryPages(SCHEDULE);
    pages.openInitial(10);
    pages.close(0);
    assertEquals(0, pages.open());
    assertEquals(10, pages.ever());
    assertEquals(8_000, pages.openInitial(10), "open pages are paid again, the record is not");
  }

  @Test
  void aCallForwardsAllButOne64th() {
    assertEquals(99, CallGas.EVM.forwardable(100));
    assertEquals(98, CallGas.STYLUS.forwardable(100));
    assertEquals(63, CallGas.EVM.forwardable(64));
    assertEquals(63, CallGas.STYLUS.forwardable(64));
    assertEquals(Long.MAX_VALUE - Long.MAX_VALUE / 64, CallGas.EVM.forwardable(Long.MAX_VALUE));
    assertTrue(CallGas.STYLUS.forwardable(Long.MAX_VALUE) > Long.MAX_VALUE / 64 * 62);
  }

  @Property(tries = 200)
  void stylusRoundsDownTheProduct(@ForAll @LongRange(min = 0, max = 1L << 56) long gas) {
    assertEquals(gas * 63 / 64, CallGas.STYLUS.forwardable(gas));
  }

  @Test
  void intrinsicGasCountsDataCodeAndAccessList() {
    byte[] data = {0, 1, 2, 0};
    assertEquals(new IntrinsicGas(21_040, 21_100), IntrinsicGas.of(SCHEDULE, data, false, 0, 0));
    assertEquals(
        new IntrinsicGas(21_040 + 32_000 + 2, 21_100), IntrinsicGas.of(SCHEDULE, data, true, 0, 0));
    assertEquals(
        21_040 + 2 * 2_400 + 3 * 1_900, IntrinsicGas.of(SCHEDULE, data, false, 2, 3).gas());
    assertEquals(
        21_000 + 33 * 4 + 32_000 + 2 * 2,
        IntrinsicGas.of(SCHEDULE, new byte[33], true, 0, 0).gas());
  }

  /** The cases of EIP-3529's table: original value, writes, gas on a warm slot, refund counter. */
  @Test
  void storageWritesCostWhatEip3529Lists() {
    assertStores(0, "0 0", 200, 0);
    assertStores(0, "0 1", 20_100, 0);
    assertStores(0, "1 0", 20_100, 19_900);
    assertStores(0, "1 2", 20_100, 0);
    assertStores(0, "1 1", 20_100, 0);
    assertStores(1, "0 0", 3_000, 4_800);
    assertStores(1, "0 1", 3_000, 2_800);
    assertStores(1, "0 2", 3_000, 0);
    assertStores(1, "2 0", 3_000, 4_800);
    assertStores(1, "2 3", 3_000, 0);
    assertStores(1, "2 1", 3_000, 2_800);
    assertStores(1, "1 1", 200, 0);
    assertStores(0, "1 0 1", 40_100, 19_900);
    assertStores(1, "0 1 0", 5_900, 7_600);
  }

  private static void assertStores(int original, String values, long gas, long refund) {
    int current = original;
    long gasSum = 0;
    long refundSum = 0;
    for (String value : values.split(" ", -1)) {
      int next = Integer.parseInt(value);
      StorageGas.Charge charge = SCHEDULE.storage().store(original, current, next, 0, false);
      gasSum += charge.gas();
      refundSum += charge.refund();
      current = next;
    }
    assertEquals(gas, gasSum, original + " then " + values);
    assertEquals(refund, refundSum, original + " then " + values);
  }

  @Test
  void aColdSlotCosts2100More() {
    assertEquals(22_100, SCHEDULE.storage().store(0, 0, 1, 0, true).gas());
    assertEquals(5_000, SCHEDULE.storage().store(1, 1, 2, 0, true).gas());
    assertEquals(2_100, SCHEDULE.storage().load(true));
    assertEquals(100, SCHEDULE.storage().load(false));
  }

  @Test
  void inkNeverWraps() {
    long largest = Long.MAX_VALUE / Ink.PER_GAS;
    assertEquals(Long.MAX_VALUE, Ink.ofGas(Long.MAX_VALUE));
    assertEquals(Long.MAX_VALUE, Ink.ofGas(largest + 1));
    assertEquals(largest * Ink.PER_GAS, Ink.ofGas(largest));
    assertEquals(Long.MAX_VALUE, Ink.plus(Long.MAX_VALUE, 1));
    assertEquals(Long.MAX_VALUE, Ink.times(1L << 32, 1L << 32));
    assertEquals(1L << 62, Ink.times(1L << 31, 1L << 31));
    assertEquals(1, Ink.toGasCeil(1));
    assertEquals(0, Ink.toGasFloor(9_999));
    assertEquals(largest + 1, Ink.toGasCeil(Long.MAX_VALUE));
  }

  @Test
  void aMeterThatCannotPayIsEmpty() {
    GasMeter meter = new GasMeter(1, new MemoryPages(SCHEDULE));
    assertTrue(meter.tryCharge(9_999));
    assertEquals(1, meter.remaining());
    assertFalse(meter.tryCharge(2));
    assertEquals(0, meter.remaining());
    assertEquals(TrapCode.OUT_OF_GAS, assertThrows(Trap.class, () -> meter.chargeGas(1)).code());
    GasMeter full = new GasMeter(Long.MAX_VALUE, new MemoryPages(SCHEDULE));
    full.refund(Long.MAX_VALUE);
    assertEquals(Long.MAX_VALUE, full.remaining());
    MemoryPages pages = new MemoryPages(SCHEDULE);
    assertThrows(IllegalArgumentException.class, () -> new GasMeter(-1, pages));
  }
}
