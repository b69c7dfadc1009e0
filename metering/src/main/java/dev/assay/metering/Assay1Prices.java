package dev.assay.metering;

/**
 * The prices of {@code assay-1}. An instruction costs what it takes the interpreter, in units of
 * which an integer addition takes 100; host functions and state keep the numbers of {@code
 * stylus-2} and Ethereum.
 */
final class Assay1Prices {
  private Assay1Prices() {}

  static InstructionPrices instructions() {
    return vectors(bulk(floats(integers(control(InstructionPrices.NONE)))));
  }

  private static InstructionPrices control(InstructionPrices prices) {
    return prices
        .with(1, "nop block loop else end unreachable")
        .with(60, "i32.const i64.const f32.const f64.const drop")
        .with(80, "local.get local.set local.tee")
        .with(150, "global.get global.set")
        .with(200, "br br_if if select return")
        .with(400, "br_table")
        .withPart(1, "br_table")
        .with(1_500, "call return_call")
        .with(2_500, "call_indirect return_call_indirect")
        .withPart(50, "call_indirect return_call_indirect");
  }

  private static InstructionPrices integers(InstructionPrices prices) {
    return prices
        .with(100, "i32.eqz i32.eq i32.ne i32.lt_* i32.gt_* i32.le_* i32.ge_*")
        .with(100, "i64.eqz i64.eq i64.ne i64.lt_* i64.gt_* i64.le_* i64.ge_*")
        .with(100, "i32.add i32.sub i32.and i32.or i32.xor i32.shl i32.shr_* i32.rotl i32.rotr")
        .with(100, "i64.add i64.sub i64.and i64.or i64.xor i64.shl i64.shr_* i64.rotl i64.rotr")
        .with(120, "i32.mul i64.mul i32.clz i32.ctz i32.popcnt i64.clz i64.ctz i64.popcnt")
        .with(400, "i32.div_* i32.rem_*")
        .with(600, "i64.div_* i64.rem_*")
        .with(100, "i32.wrap_i64 i64.extend_i32_* i32.extend8_s i32.extend16_s")
        .with(100, "i64.extend8_s i64.extend16_s i64.extend32_s")
        .with(200, "i32.load* i64.load* f32.load f64.load")
        .with(220, "i32.store* i64.store* f32.store f64.store");
  }

  private static InstructionPrices floats(InstructionPrices prices) {
    return prices
        .with(200, "f32.eq f32.ne f32.lt f32.gt f32.le f32.ge")
        .with(200, "f64.eq f64.ne f64.lt f64.gt f64.le f64.ge")
        .with(120, "f32.abs f32.neg f32.copysign f64.abs f64.neg f64.copysign")
        .with(250, "f32.add f32.sub f32.mul f64.add f64.sub f64.mul")
        .with(500, "f32.div f64.div f32.sqrt f64.sqrt f32.min f32.max f64.min f64.max")
        .with(500, "f32.ceil f32.floor f32.trunc f32.nearest")
        .with(500, "f64.ceil f64.floor f64.trunc f64.nearest")
        .with(300, "f32.convert_* f64.convert_* f32.demote_f64 f64.promote_f32")
        .with(400, "i32.trunc_* i64.trunc_*")
        .with(100, "i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32")
        .with(100, "f64.reinterpret_i64");
  }

  private static InstructionPrices bulk(InstructionPrices prices) {
    return prices
        .with(200, "memory.size table.size ref.null ref.is_null ref.func data.drop elem.drop")
        .with(300, "table.get table.set")
        .with(8_050, "memory.grow")
        .with(1_000, "memory.copy memory.fill memory.init")
        .withUnit(4, "memory.copy memory.fill memory.init")
        .with(1_000, "table.copy table.fill table.init")
        .with(5_000, "table.grow")
        .withUnit(50, "table.copy table.fill table.init table.grow");
  }

  /** Vectors are outside the contract profile; {@code assay run} meters them by these. */
  private static InstructionPrices vectors(InstructionPrices prices) {
    return prices
        .with(400, "v128.* i8x16.* i16x8.* i32x4.* i64x2.*")
        .with(800, "f32x4.* f64x2.*")
        .with(500, "v128.load* v128.store*");
  }

  /** Activation and instance start follow our own engine. */
  static GasSchedule programs(GasSchedule schedule) {
    return schedule
        .with(GasCost.ACTIVATION_BASE, 50_000)
        .with(GasCost.ACTIVATION_BYTE, 100_000)
        .with(GasCost.ACTIVATION_PAGE, 1_000_000)
        .with(GasCost.START_BASE, 1_000)
        .with(GasCost.START_FUNCTION, 1_000)
        .with(GasCost.START_BYTE, 100)
        .with(GasCost.START_GLOBAL, 1_000)
        .with(GasCost.START_DATA_BYTE, 100);
  }
}
