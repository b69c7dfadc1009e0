package dev.assay.metering;

/**
 * The prices of {@code assay-1}. Instructions cost what they take the interpreter on the machine of
 * the calibration report: about 150 ink a nanosecond, so that a gas is some 65 ns. Host functions
 * and state keep the numbers of {@code stylus-2} and Ethereum, which are above that, save where the
 * report asks for more.
 */
final class Assay1Prices {
  /** Leaving and entering the guest, for the host functions that Stylus gives away. */
  private static final long HOST = 8_400;

  private Assay1Prices() {}

  static InstructionPrices instructions() {
    return vectors(bulk(floats(integers(control(InstructionPrices.NONE)))));
  }

  /**
   * What is folded into its neighbours (fetching and constants) costs half of what it takes by
   * itself; markers take nothing at all.
   */
  private static InstructionPrices control(InstructionPrices prices) {
    return prices
        .with(20, "nop block loop end unreachable drop")
        .with(100, "local.get")
        .with(200, "local.set local.tee i32.const i64.const f32.const f64.const")
        .with(350, "global.get global.set")
        .with(400, "br br_if if else select return")
        .with(600, "br_table")
        .withPart(1, "br_table")
        .with(2_000, "call return_call")
        .with(2_400, "call_indirect return_call_indirect")
        .withPart(50, "call_indirect return_call_indirect");
  }

  private static InstructionPrices integers(InstructionPrices prices) {
    return prices
        .with(400, "i32.eqz i32.eq i32.ne i32.lt_* i32.gt_* i32.le_* i32.ge_*")
        .with(400, "i64.eqz i64.eq i64.ne i64.lt_* i64.gt_* i64.le_* i64.ge_*")
        .with(400, "i32.add i32.sub i32.and i32.or i32.xor i32.shl i32.shr_* i32.rotl")
        .with(400, "i64.add i64.sub i64.and i64.or i64.xor i64.shl i64.shr_* i64.rotl")
        .with(400, "i32.mul i64.mul i32.rotr i64.rotr")
        .with(400, "i32.clz i32.ctz i32.popcnt i64.clz i64.ctz i64.popcnt")
        .with(1_200, "i32.div_* i32.rem_* i64.div_* i64.rem_*")
        .with(300, "i32.wrap_i64 i64.extend_i32_*")
        .with(400, "i32.extend8_s i32.extend16_s i64.extend8_s i64.extend16_s i64.extend32_s")
        .with(400, "i32.load* i64.load* f32.load f64.load")
        .with(400, "i32.store* i64.store* f32.store f64.store");
  }

  private static InstructionPrices floats(InstructionPrices prices) {
    return prices
        .with(600, "f32.eq f32.ne f32.lt f32.gt f32.le f32.ge")
        .with(600, "f64.eq f64.ne f64.lt f64.gt f64.le f64.ge")
        .with(1_600, "f32.abs f32.neg f32.copysign f64.abs f64.neg f64.copysign")
        .with(500, "f32.add f32.sub f32.mul f64.add f64.sub f64.mul f32.div f64.div")
        .with(1_700, "f32.sqrt f64.sqrt f32.min f32.max f64.min f64.max")
        .with(1_700, "f32.ceil f32.floor f32.trunc f32.nearest")
        .with(1_700, "f64.ceil f64.floor f64.trunc f64.nearest")
        .with(1_900, "f32.convert_* f64.convert_* f32.demote_f64 f64.promote_f32")
        .with(1_900, "i32.trunc_* i64.trunc_*")
        .with(200, "i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32")
        .with(200, "f64.reinterpret_i64");
  }

  private static InstructionPrices bulk(InstructionPrices prices) {
    return prices
        .with(300, "ref.null ref.is_null")
        .with(1_200, "memory.size table.size ref.func data.drop elem.drop")
        .with(1_500, "table.get table.set")
        .with(8_050, "memory.grow")
        .with(2_000, "memory.copy memory.fill memory.init")
        .withUnit(4, "memory.copy memory.fill memory.init")
        .with(2_000, "table.copy table.fill table.init")
        .with(400_000, "table.grow")
        .withUnit(100, "table.copy table.fill table.init table.grow");
  }

  /** Vectors are outside the contract profile; {@code assay run} meters them by these. */
  private static InstructionPrices vectors(InstructionPrices prices) {
    return prices
        .with(1_600, "v128.* i8x16.* i16x8.* i32x4.* i64x2.*")
        .with(2_400, "f32x4.* f64x2.*")
        .with(1_600, "v128.load* v128.store*");
  }

  /** Activation and instance start follow our own engine, and so do powers. */
  static GasSchedule programs(GasSchedule schedule) {
    return schedule
        .with(GasCost.ACTIVATION_BASE, 50_000)
        .with(GasCost.ACTIVATION_BYTE, 100_000)
        .with(GasCost.ACTIVATION_PAGE, 1_000_000)
        .with(GasCost.START_BASE, 1_000)
        .with(GasCost.START_FUNCTION, 1_000)
        .with(GasCost.START_BYTE, 100)
        .with(GasCost.START_GLOBAL, 1_000)
        .with(GasCost.START_DATA_BYTE, 100)
        .with(GasCost.POW_BYTE, 50_000);
  }

  /** Nothing that leaves the guest is free, not even what prints for nobody. */
  static GasSchedule hostFunctions(GasSchedule schedule) {
    GasSchedule priced = schedule.withHostFunction("vm_hooks.exit_early", HOST);
    for (String function : schedule.hostFunctions().keySet()) {
      if (function.startsWith("console.") || function.startsWith("debug.")) {
        priced = priced.withHostFunction(function, HOST);
      }
    }
    return priced;
  }
}
