package dev.assay.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.metering.GasSchedules;
import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;
import dev.assay.vm.module.SizeRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What host functions cost under {@code stylus-2}, against the figures that Arbitrum publishes in
 * its own system tests. Left out are those that call or create contracts which exist only there
 * (burnArbGas, HostioTest, the multicall and the creation of ProgramTest).
 */
class GoldenInkTest {
  private static final int KEY = 1_024;
  private static final int VALUE = 1_056;
  private static final int SCRATCH = 2_048;

  private final TestChain chain = new TestChain(GasSchedules.STYLUS_2);

  /** The ink of each host call of a contract, in order. */
  private List<Long> inkOf(Guest guest, byte[] calldata) {
    List<Long> ink = new ArrayList<>();
    CallTracer tracer =
        new CallTracer() {
          @Override
          public void hostCall(HostCall call) {
            ink.add(call.startInk() - call.endInk());
          }
        };
    Address contract = chain.install(guest.pages(SizeRange.between(2, 110)));
    CallOutcome outcome =
        chain.call(contract, calldata, 50_000_000, ExecutionOptions.NONE.with(tracer));
    assertInstanceOf(CallOutcome.Success.class, outcome, outcome::toString);
    return ink;
  }

  private void assertInk(Guest guest, long... expected) {
    List<Long> wanted = java.util.Arrays.stream(expected).boxed().toList();
    assertEquals(wanted, inkOf(guest, new byte[0]));
  }

  @Test
  void accounts() {
    Address other = Address.of(0xFEED);
    Guest guest =
        Guest.contract()
            .data(KEY, other.toArray())
            .host("account_codehash", KEY, SCRATCH)
            .host("account_balance", KEY, SCRATCH)
            .host("account_code_size", KEY)
            .host("account_code_size", KEY);
    assertInk(guest, 26_078_153, 1_078_153, 68_073 + 8_000_000, 68_073);
    assertInk(
        Guest.contract().data(KEY, other.toArray()).host("account_code_size", KEY), 33_068_073);
  }

  @Test
  void transientStorage() {
    assertInk(
        Guest.contract()
            .host("transient_load_bytes32", KEY, SCRATCH)
            .host("transient_store_bytes32", KEY, VALUE),
        1_078_153,
        1_078_153);
  }

  @Test
  void arithmetic() {
    Guest guest = Guest.contract();
    guest.host("math_div", KEY, VALUE).host("math_mod", KEY, VALUE);
    guest.host("math_add_mod", KEY, VALUE, KEY).host("math_mul_mod", KEY, VALUE, KEY);
    assertInk(guest, 43_520, 43_520, 49_560, 52_660);
  }

  @Test
  void powersByTheBytesOfTheExponent() {
    Guest guest = Guest.contract();
    int at = 4_096;
    for (int bytes : new int[] {1, 2, 10, 32}) {
      guest.data(at, UInt256.ONE.shiftLeft(8 * bytes - 1).toArray()).host("math_pow", KEY, at);
      at += 32;
    }
    assertInk(guest, 61_520, 79_020, 219_020, 604_020);
  }

  @Test
  void storage() {
    byte[] one = UInt256.ONE.toArray();
    Guest writes =
        Guest.contract()
            .data(VALUE, one)
            .host("storage_cache_bytes32", KEY, VALUE)
            .host("storage_flush_cache", 0)
            .host("storage_cache_bytes32", KEY, VALUE)
            .host("storage_flush_cache", 0);
    assertInk(writes, 18_480, 221_068_073, 18_480, 1_068_073);
  }

  @Test
  void overwritingASlot() {
    Guest guest =
        Guest.contract()
            .data(VALUE, UInt256.of(2).toArray())
            .host("storage_cache_bytes32", KEY, VALUE)
            .host("storage_flush_cache", 0)
            .pages(SizeRange.between(2, 110));
    Address contract = chain.install(guest);
    chain.change(world -> world.storage(contract, UInt256.ZERO, UInt256.ONE));
    List<Long> ink = new ArrayList<>();
    CallTracer tracer =
        new CallTracer() {
          @Override
          public void hostCall(HostCall call) {
            ink.add(call.startInk() - call.endInk());
          }
        };
    chain.call(contract, new byte[0], TestChain.GAS, ExecutionOptions.NONE.with(tracer));
    assertEquals(List.of(18_480L, 50_068_073L), ink);
  }

  @Test
  void readingASlot() {
    Guest guest =
        Guest.contract()
            .host("storage_load_bytes32", KEY, SCRATCH)
            .host("storage_load_bytes32", KEY, SCRATCH)
            .host("storage_flush_cache", 1)
            .host("storage_load_bytes32", KEY, SCRATCH);
    assertInk(guest, 21_068_480, 18_480, 68_073, 1_068_480);
  }

  @Test
  void logs() {
    Guest guest = Guest.contract();
    guest.host("emit_log", 0, 0, 0).host("emit_log", 0, 10, 0);
    for (int topics = 0; topics <= 4; topics++) {
      guest.host("emit_log", 0, 100 + 32L * topics, topics);
    }
    assertInk(
        guest, 3_834_454, 4_634_454, 11_838_194, 15_589_954, 19_341_714, 23_093_474, 26_845_234);
  }

  @Test
  void hashes() {
    Guest guest = Guest.contract();
    guest.host("native_keccak256", 0, 10, SCRATCH).host("native_keccak256", 0, 100, SCRATCH);
    guest.host("native_keccak256", 0, 1_000, SCRATCH);
    assertInk(guest, 121_800, 163_800, 751_800);
  }

  @Test
  void argumentsAndResults() {
    assertInk(
        Guest.contract().host("read_args", 0).host("write_result", 0, 0),
        8_400 + 5_040,
        8_400 + 2 * 16_381);
  }

  @Test
  void returnData() {
    byte[] identity = Address.of(4).toArray();
    Guest guest = Guest.contract().data(KEY, identity);
    guest.host("static_call_contract", KEY, 8_192, 10_000, -1, SCRATCH);
    for (int size : new int[] {10, 100, 1_000, 10_000}) {
      guest.host("read_return_data", 20_000, 0, size);
    }
    List<Long> ink = inkOf(guest, new byte[0]);
    assertEquals(List.of(73_113L, 75_153L, 102_153L, 372_153L), ink.subList(1, 5));
  }

  @Test
  void pages() {
    Guest guest = Guest.contract().host("pay_for_memory_grow", 100).host("pay_for_memory_grow", 0);
    Address contract = chain.install(guest.pages(SizeRange.between(1, 110)));
    List<Long> ink = new ArrayList<>();
    CallTracer tracer =
        new CallTracer() {
          @Override
          public void hostCall(HostCall call) {
            ink.add(call.startInk() - call.endInk());
          }
        };
    chain.call(contract, new byte[0], TestChain.GAS, ExecutionOptions.NONE.with(tracer));
    assertEquals(List.of(9_320_660_000L, 8_400L), ink);
  }
}
