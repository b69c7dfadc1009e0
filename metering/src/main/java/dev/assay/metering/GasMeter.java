package dev.assay.metering;

import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.runtime.GasTank;

/**
 * The ink of one message frame. What cannot be paid empties the tank and ends the frame; nothing
 * ever wraps.
 */
public final class GasMeter implements GasTank {
  private final MemoryPages pages;
  private final boolean growing;
  private long ink;

  /**
   * A full tank.
   *
   * @param gas what the frame was given
   * @param pages the transaction's memory pages, which {@code memory.grow} is charged by
   */
  public GasMeter(long gas, MemoryPages pages) {
    this(gas, pages, true);
  }

  /**
   * A full tank.
   *
   * @param growing false for a program whose memory is declared with a maximum that it begins with:
   *     no page will ever be opened, so {@code memory.grow} asks for none, as on Nitro
   */
  public GasMeter(long gas, MemoryPages pages, boolean growing) {
    this.ink = Ink.ofGas(checked(gas));
    this.pages = pages;
    this.growing = growing;
  }

  private static long checked(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("gas cannot be negative: " + amount);
    }
    return amount;
  }

  @Override
  public long remaining() {
    return ink;
  }

  @Override
  public void remaining(long ink) {
    this.ink = checked(ink);
  }

  /** Whole gas left. */
  public long gasLeft() {
    return Ink.toGasFloor(ink);
  }

  /**
   * Pays ink.
   *
   * @return false when there is too little, and then the tank is empty
   */
  public boolean tryCharge(long price) {
    if (price > ink) {
      ink = 0;
      return false;
    }
    ink -= price;
    return true;
  }

  /**
   * Pays ink.
   *
   * @throws Trap out of gas, with the tank empty
   */
  public void charge(long price) {
    if (!tryCharge(price)) {
      throw Trap.of(TrapCode.OUT_OF_GAS);
    }
  }

  /**
   * Pays gas.
   *
   * @throws Trap out of gas, with the tank empty
   */
  public void chargeGas(long gas) {
    charge(Ink.ofGas(gas));
  }

  /**
   * Demands that gas is left, without taking it.
   *
   * @throws Trap out of gas, with the tank empty
   */
  public void require(long gas) {
    if (Ink.ofGas(gas) > ink) {
      ink = 0;
      throw Trap.of(TrapCode.OUT_OF_GAS);
    }
  }

  /** Puts back gas that a call did not use. */
  public void refund(long gas) {
    ink = Ink.plus(ink, Ink.ofGas(checked(gas)));
  }

  @Override
  public long growthInk(long currentPages, long deltaPages) {
    return growing ? pages.growthInk(deltaPages) : 0;
  }
}
