package dev.assay.metering;

/** EIP-150: how much of its gas a frame may hand to a call. Two roundings are in use. */
public enum CallGas {
  /** {@code x - x/64}, as the EVM rounds. */
  EVM,
  /** {@code x*63/64}, as Stylus rounds for calls: 98 of 100 where the EVM gives 99. */
  STYLUS;

  /** The most a call may receive when {@code available} gas is left; never more than that. */
  public long forwardable(long available) {
    return switch (this) {
      case EVM -> available - available / 64;
      // the same as available*63/64 rounded down, without the overflow
      case STYLUS -> available / 64 * 63 + available % 64 * 63 / 64;
    };
  }
}
