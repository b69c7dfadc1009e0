package dev.assay.vm.runtime;

import dev.assay.vm.module.GlobalType;

/** A global variable of a running store. */
public final class Global implements ExternalValue {
  private final GlobalType type;
  private long bits;
  private long high;

  /** A global with its initial value; see {@link #bits}. */
  public Global(GlobalType type, long bits) {
    this.type = type;
    this.bits = bits;
  }

  @Override
  public GlobalType type() {
    return type;
  }

  /**
   * The value in one slot: an i32 in the low half, a float's raw bits, a reference's handle, the
   * low half of a v128.
   */
  public long bits() {
    return bits;
  }

  /** The high half of a v128. */
  public long high() {
    return high;
  }

  /** Sets the value; the embedder keeps immutable globals immutable. */
  public void bits(long value) {
    bits = value;
  }

  /** Sets a v128 value. */
  public void bits(long low, long highHalf) {
    bits = low;
    high = highHalf;
  }
}
