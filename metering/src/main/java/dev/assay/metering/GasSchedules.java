package dev.assay.metering;

import dev.assay.vm.Limit;
import dev.assay.vm.Limits;
import dev.assay.vm.isa.Feature;
import dev.assay.vm.isa.FeatureSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one list of gas schedules. A released schedule never changes; prices change by a new one,
 * which is a released one with named differences.
 *
 * <p>To release one: add it to {@link #ALL} as {@code ASSAY_1.named("assay-2").with(...)}, add its
 * name and hash to {@code released-schedules.txt} of the tests, which then hold it still, and
 * commit a calibration of it ({@code assay bench calibrate}).
 */
public final class GasSchedules {
  /** What {@code stylus-2} charges for a basic block, on top of its instructions. */
  static final long STYLUS_BLOCK_HEADER = 2_450;

  /** Call stack of one frame in {@code stylus-2}. */
  private static final int STYLUS_CALL_SLOTS = 22_000;

  /** Arbitrum Stylus: its numbers and its block-prepaid charging. */
  public static final GasSchedule STYLUS_2 =
      new GasSchedule(
          "stylus-2",
          GasSchedule.Charging.BLOCK_PREPAID,
          StylusPrices.instructions(),
          StylusPrices.costs(),
          StylusPrices.hostFunctions(),
          new MemoryGas(2, 1_000, 128),
          stylusRules());

  /** The default: exact charging, prices that follow the time an instruction takes. */
  public static final GasSchedule ASSAY_1 = assay1();

  /** Every schedule, the default first. */
  public static final List<GasSchedule> ALL = List.of(ASSAY_1, STYLUS_2);

  private GasSchedules() {}

  /**
   * The schedule of that name.
   *
   * @throws IllegalArgumentException naming the known ones when there is none
   */
  public static GasSchedule named(String name) {
    return ALL.stream()
        .filter(schedule -> schedule.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no gas schedule is called \"" + name + "\"; known: " + names()));
  }

  private static String names() {
    return ALL.stream().map(GasSchedule::name).collect(Collectors.joining(", "));
  }

  private static GasSchedule.ContractRules stylusRules() {
    FeatureSet features =
        FeatureSet.WASM_1.with(
            Feature.SIGN_EXTENSION, Feature.SATURATING_FLOAT, Feature.BULK_MEMORY);
    return new GasSchedule.ContractRules(
        features,
        Limits.CONTRACT,
        STYLUS_CALL_SLOTS,
        CallGas.STYLUS,
        ReentrancyPolicy.ALLOW,
        true,
        24_576,
        49_152,
        2);
  }

  private static GasSchedule assay1() {
    GasSchedule schedule =
        STYLUS_2
            .named("assay-1")
            .with(GasSchedule.Charging.EXACT)
            .with(Assay1Prices.instructions());
    return Assay1Prices.hostFunctions(Assay1Prices.programs(schedule))
        .with(
            new GasSchedule.ContractRules(
                FeatureSet.CONTRACT,
                Limits.CONTRACT.with(Limit.MODULE_BYTES, 256 << 10),
                65_536,
                CallGas.EVM,
                ReentrancyPolicy.DENY,
                false,
                128 << 10,
                128 << 10,
                4));
  }
}
