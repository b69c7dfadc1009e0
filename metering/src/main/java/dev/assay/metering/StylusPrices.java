package dev.assay.metering;

import static dev.assay.metering.GasCost.*;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Arbitrum Stylus's numbers (pricing versions 1 and 2), and Ethereum's where Stylus uses those. */
final class StylusPrices {
  /** Leaving and entering the guest. */
  private static final long HOST = 8_400;

  /** Each pointer argument. */
  private static final long POINTER = 5_040;

  /** Reaching the world state. */
  private static final long WORLD = 59_673;

  private static final long DIVISION = 20_000;
  private static final long ADD_MOD = 21_000;
  private static final long MUL_MOD = 24_100;

  private StylusPrices() {}

  /**
   * Instructions. Stylus refuses floating-point arithmetic; constants, loads, stores and moves of
   * floats pass, at a price meant to be unpayable, because compilers leave them in dead code.
   */
  static InstructionPrices instructions() {
    return floats(integers());
  }

  private static InstructionPrices integers() {
    return InstructionPrices.NONE
        .with(1, "unreachable return nop i32.const i64.const block loop else end")
        .with(9, "drop")
        .with(765, "br br_if if")
        .with(1_250, "select")
        .with(3_800, "call")
        .with(75, "local.get local.tee")
        .with(210, "local.set")
        .with(225, "global.get")
        .with(575, "global.set")
        .with(670, "i32.load*")
        .with(680, "i64.load*")
        .with(825, "i32.store*")
        .with(950, "i64.store*")
        .with(3_000, "memory.size")
        .with(8_050, "memory.grow")
        .with(170, "i32.eqz i32.eq i32.ne i32.lt_* i32.gt_* i32.le_* i32.ge_*")
        .with(225, "i64.eqz i64.eq i64.ne i64.lt_* i64.gt_* i64.le_* i64.ge_*")
        .with(210, "i32.clz i32.ctz i64.clz i64.ctz")
        .with(70, "i32.add i32.sub i32.and i32.or i32.xor i32.shl i32.shr_* i32.rotl i32.rotr")
        .with(100, "i64.add i64.sub i64.and i64.or i64.xor i64.shl i64.shr_* i64.rotl i64.rotr")
        .with(160, "i32.mul i64.mul")
        .with(1_120, "i32.div_* i32.rem_*")
        .with(1_270, "i64.div_* i64.rem_*")
        .with(2_650, "i32.popcnt")
        .with(6_000, "i64.popcnt")
        .with(100, "i32.wrap_i64 i64.extend_i32_* i32.extend8_s i32.extend16_s")
        .with(100, "i64.extend8_s i64.extend16_s i64.extend32_s")
        .with(950, "memory.copy memory.fill")
        .withUnit(100, "memory.copy memory.fill")
        .with(2_400, "br_table")
        .withPart(325, "br_table")
        .with(13_610, "call_indirect")
        .withPart(650, "call_indirect")
        .refusing("memory.init data.drop table.init elem.drop table.copy");
  }

  private static InstructionPrices floats(InstructionPrices integers) {
    return integers
        .refusing("f32.* f64.* i32.trunc_* i64.trunc_*")
        .with(
            InstructionPrices.LARGEST, "f32.const f64.const f32.load f64.load f32.store f64.store")
        .with(InstructionPrices.LARGEST, "i32.reinterpret_f32 i64.reinterpret_f64")
        .with(InstructionPrices.LARGEST, "f32.reinterpret_i32 f64.reinterpret_i64");
  }

  /** Named prices: Ethereum's for transactions, accounts and storage, Stylus's for the rest. */
  static Map<GasCost, Long> costs() {
    Map<GasCost, Long> costs = new EnumMap<>(GasCost.class);
    transactions(costs);
    world(costs);
    guest(costs);
    programs(costs);
    return costs;
  }

  private static void transactions(Map<GasCost, Long> costs) {
    costs.put(TX_BASE, 21_000L);
    costs.put(TX_CREATE, 32_000L);
    costs.put(TX_ZERO_BYTE, 4L);
    costs.put(TX_NONZERO_BYTE, 16L);
    costs.put(TX_FLOOR_TOKEN, 10L);
    costs.put(ACCESS_LIST_ADDRESS, 2_400L);
    costs.put(ACCESS_LIST_KEY, 1_900L);
    costs.put(INIT_CODE_WORD, 2L);
    costs.put(CODE_DEPOSIT_BYTE, 200L);
    costs.put(REFUND_QUOTIENT, 5L);
  }

  private static void world(Map<GasCost, Long> costs) {
    costs.put(COLD_ACCOUNT, 2_600L);
    costs.put(COLD_SLOT, 2_100L);
    costs.put(WARM_ACCESS, 100L);
    costs.put(SLOT_SET, 20_000L);
    costs.put(SLOT_RESET, 2_900L);
    costs.put(SLOT_CLEAR_REFUND, 4_800L);
    costs.put(SLOT_WRITE_SENTRY, 2_300L);
    costs.put(STORAGE_CACHE_MISS, 5L);
    costs.put(STORAGE_CACHE_SENTRY, 10L);
    costs.put(TRANSIENT_ACCESS, 100L);
    costs.put(LOG_TOPIC, 375L);
    costs.put(LOG_BYTE, 8L);
    costs.put(CODE_LOAD, 700L);
    costs.put(CALL_VALUE, 9_000L);
    costs.put(CALL_STIPEND, 2_300L);
    costs.put(NEW_ACCOUNT, 25_000L);
    costs.put(CREATE, 32_000L);
    costs.put(CREATE2_WORD, 6L);
  }

  private static void guest(Map<GasCost, Long> costs) {
    costs.put(READ_BASE, 16_381L);
    costs.put(READ_BYTE, 55L);
    costs.put(WRITE_BASE, POINTER);
    costs.put(WRITE_BYTE, 30L);
    costs.put(KECCAK_BASE, 121_800L);
    costs.put(KECCAK_WORD, 21_000L);
    costs.put(POW_BASE, 3_000L);
    costs.put(POW_BYTE, 17_500L);
    costs.put(MEMORY_REQUEST, HOST);
  }

  /** Activation is 28 gas per microsecond of the time Stylus models. */
  private static void programs(Map<GasCost, Long> costs) {
    costs.put(ACTIVATION_BASE, 1_659_168L);
    costs.put(ACTIVATION_BYTE, 88_852L);
    costs.put(ACTIVATION_FUNCTION, 48_336L);
    costs.put(ACTIVATION_DATA_BYTE, 48_652L);
    costs.put(ACTIVATION_ELEMENT, 48_652L);
    costs.put(ACTIVATION_PAGE, 620_760_000L);
    costs.put(ACTIVATION_INSTRUCTION, 149_800L);
    costs.put(START_BASE, 9_184L);
    costs.put(START_FUNCTION, 82_520L);
    costs.put(START_BYTE, 1_286L);
    costs.put(START_GLOBAL, 16_280L);
    costs.put(START_DATA_BYTE, 7_524L);
  }

  /** Base fees of the host functions. */
  static SortedMap<String, Long> hostFunctions() {
    SortedMap<String, Long> fees = new TreeMap<>();
    price(fees, 0, "exit_early native_keccak256 pay_for_memory_grow memory_grow");
    price(
        fees,
        HOST,
        "read_args write_result return_data_size evm_gas_left evm_ink_left block_gas_limit"
            + " block_number block_timestamp chainid msg_reentrant tx_ink_price");
    price(
        fees,
        HOST + POINTER,
        "block_basefee block_coinbase contract_address msg_sender msg_value tx_gas_price"
            + " tx_origin");
    price(fees, HOST + 2 * POINTER, "storage_load_bytes32 storage_cache_bytes32");
    price(fees, HOST + WORLD, "storage_flush_cache read_return_data emit_log account_code");
    price(fees, HOST + WORLD, "account_code_size");
    price(
        fees,
        HOST + 2 * POINTER + WORLD,
        "transient_load_bytes32 transient_store_bytes32 account_balance account_codehash"
            + " storage_store_bytes32");
    price(
        fees,
        HOST + 3 * POINTER + WORLD,
        "call_contract delegate_call_contract static_call_contract create1");
    price(fees, HOST + 4 * POINTER + WORLD, "create2");
    price(fees, HOST + 3 * POINTER + DIVISION, "math_div math_mod");
    price(fees, HOST + 3 * POINTER, "math_pow");
    price(fees, HOST + 4 * POINTER + ADD_MOD, "math_add_mod");
    price(fees, HOST + 4 * POINTER + MUL_MOD, "math_mul_mod");
    consoles(fees);
    return fees;
  }

  private static void consoles(SortedMap<String, Long> fees) {
    for (String type : new String[] {"i32", "i64", "f32", "f64"}) {
      fees.put("console.log_" + type, 0L);
      fees.put("console.tee_" + type, 0L);
    }
    fees.put("console.log_txt", 0L);
    fees.put("debug.null_host", 0L);
    fees.put("debug.start_benchmark", 0L);
    fees.put("debug.end_benchmark", 0L);
  }

  private static void price(SortedMap<String, Long> fees, long ink, String names) {
    for (String name : names.split(" ", -1)) {
      fees.put("vm_hooks." + name, ink);
    }
  }
}
