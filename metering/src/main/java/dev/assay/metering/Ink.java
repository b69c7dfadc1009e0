package dev.assay.metering;

/**
 * Conversion between gas, the unit of a transaction, and ink, the unit inside the VM.
 *
 * <p>All operations saturate at {@link Long#MAX_VALUE}; arguments are never negative.
 */
public final class Ink {
  /** Ink per gas. */
  public static final long PER_GAS = 10_000;

  /** A price nobody can pay. */
  public static final long UNPAYABLE = Long.MAX_VALUE;

  private Ink() {}

  /** The ink that {@code gas} buys. */
  public static long ofGas(long gas) {
    return gas > Long.MAX_VALUE / PER_GAS ? Long.MAX_VALUE : gas * PER_GAS;
  }

  /** Whole gas still left in {@code ink}: rounded down, as {@code evm_gas_left} reports it. */
  public static long toGasFloor(long ink) {
    return ink / PER_GAS;
  }

  /** Gas to bill for {@code ink} used: rounded up. */
  public static long toGasCeil(long ink) {
    return ink / PER_GAS + (ink % PER_GAS == 0 ? 0 : 1);
  }

  /** {@code a + b}, at most {@link Long#MAX_VALUE}. */
  public static long plus(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** {@code a * b}, at most {@link Long#MAX_VALUE}. */
  public static long times(long a, long b) {
    return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
  }
}
