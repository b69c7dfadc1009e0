package dev.assay.metering;

/** The price of a storage access (EIP-2929) and of a storage write (EIP-2200, 2929, 3529). */
public final class StorageGas {
  private final GasSchedule schedule;

  StorageGas(GasSchedule schedule) {
    this.schedule = schedule;
  }

  /**
   * What a write costs.
   *
   * @param gas to pay
   * @param refund change of the transaction's refund counter; may be negative
   */
  public record Charge(long gas, long refund) {}

  /** Gas for reading a slot. */
  public long load(boolean cold) {
    return schedule.cost(cold ? GasCost.COLD_SLOT : GasCost.WARM_ACCESS);
  }

  /** Gas for touching an account. */
  public long account(boolean cold) {
    return schedule.cost(cold ? GasCost.COLD_ACCOUNT : GasCost.WARM_ACCESS);
  }

  /**
   * The charge of writing {@code value} to a slot.
   *
   * @param original the slot when the transaction began
   * @param current the slot now
   * @param zero the zero value of the type
   * @param cold whether the slot is touched for the first time
   */
  public <T> Charge store(T original, T current, T value, T zero, boolean cold) {
    long access = cold ? schedule.cost(GasCost.COLD_SLOT) : 0;
    if (value.equals(current)) {
      return new Charge(access + schedule.cost(GasCost.WARM_ACCESS), 0);
    }
    if (original.equals(current)) {
      return first(original.equals(zero), value.equals(zero), access);
    }
    long refund = refundOnClearing(original, current, value, zero);
    if (original.equals(value)) {
      refund += restored(original.equals(zero));
    }
    return new Charge(access + schedule.cost(GasCost.WARM_ACCESS), refund);
  }

  private Charge first(boolean fromZero, boolean toZero, long access) {
    if (fromZero) {
      return new Charge(access + schedule.cost(GasCost.SLOT_SET), 0);
    }
    long refund = toZero ? schedule.cost(GasCost.SLOT_CLEAR_REFUND) : 0;
    return new Charge(access + schedule.cost(GasCost.SLOT_RESET), refund);
  }

  private <T> long refundOnClearing(T original, T current, T value, T zero) {
    if (original.equals(zero)) {
      return 0;
    }
    if (current.equals(zero)) {
      return -schedule.cost(GasCost.SLOT_CLEAR_REFUND);
    }
    return value.equals(zero) ? schedule.cost(GasCost.SLOT_CLEAR_REFUND) : 0;
  }

  private long restored(boolean toZero) {
    return schedule.cost(toZero ? GasCost.SLOT_SET : GasCost.SLOT_RESET)
        - schedule.cost(GasCost.WARM_ACCESS);
  }
}
