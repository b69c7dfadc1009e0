package dev.assay.metering;

/**
 * What a transaction pays before anything of it runs.
 *
 * @param gas base, creation, calldata, access list and creation-code words (EIP-2028, 2930, 3860)
 * @param floor the least the transaction pays in the end, whatever it executed (EIP-7623)
 */
public record IntrinsicGas(long gas, long floor) {
  private static final int NONZERO_BYTE_TOKENS = 4;

  /**
   * The intrinsic gas of a transaction.
   *
   * @param data calldata or creation code
   * @param creation whether the transaction creates a contract
   * @param addresses number of addresses in the access list
   * @param keys number of storage keys in the access list
   */
  public static IntrinsicGas of(
      GasSchedule schedule, byte[] data, boolean creation, long addresses, long keys) {
    long zeros = 0;
    for (byte b : data) {
      zeros += b == 0 ? 1 : 0;
    }
    long others = data.length - zeros;
    long gas =
        schedule.cost(GasCost.TX_BASE)
            + zeros * schedule.cost(GasCost.TX_ZERO_BYTE)
            + others * schedule.cost(GasCost.TX_NONZERO_BYTE)
            + addresses * schedule.cost(GasCost.ACCESS_LIST_ADDRESS)
            + keys * schedule.cost(GasCost.ACCESS_LIST_KEY);
    if (creation) {
      gas +=
          schedule.cost(GasCost.TX_CREATE)
              + words(data.length) * schedule.cost(GasCost.INIT_CODE_WORD);
    }
    long tokens = zeros + NONZERO_BYTE_TOKENS * others;
    long floor = schedule.cost(GasCost.TX_BASE) + tokens * schedule.cost(GasCost.TX_FLOOR_TOKEN);
    return new IntrinsicGas(gas, floor);
  }

  /** 32-byte words needed for {@code bytes}. */
  public static long words(long bytes) {
    return (bytes + 31) / 32;
  }
}
