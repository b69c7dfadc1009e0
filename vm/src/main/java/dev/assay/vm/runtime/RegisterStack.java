package dev.assay.vm.runtime;

import java.util.Arrays;

/**
 * The registers of all active calls of a store, one frame above the other, and the budget they are
 * counted against. The array grows with use; that it is large enough is implied by the budget,
 * because a frame is never longer than its weight.
 */
public final class RegisterStack {
  private static final int FIRST_SLOTS = 128;
  private static final long[] NONE = new long[0];

  private final int budget;
  private long[] registers = NONE;
  private int slotsLeft;
  private int top;
  private int javaFloor;

  RegisterStack(int budget, int javaFloor) {
    this.budget = budget;
    this.slotsLeft = budget;
    this.javaFloor = javaFloor;
  }

  /** The registers; replaced by {@link #reserve}. */
  public long[] registers() {
    return registers;
  }

  /** The first register that no active call uses, as of the last {@link #mark}. */
  public int top() {
    return top;
  }

  /** What is left of the budget, as of the last {@link #mark}. */
  public int slotsLeft() {
    return slotsLeft;
  }

  /** Notes where a run stands before something else may use the stack, or after it is done. */
  public void mark(int firstFree, int left) {
    top = firstFree;
    slotsLeft = left;
  }

  /** The value of {@code slotsLeft} below which the array must be enlarged. */
  public int floor() {
    return Math.max(0, budget - registers.length);
  }

  /**
   * The value of {@code slotsLeft} below which calls must not use the Java stack: compiled code
   * hands over to the interpreter there.
   */
  public int javaFloor() {
    return javaFloor;
  }

  /** Raises the floor while something else stands on the Java stack, or lowers it again. */
  public void javaFloor(int slots) {
    javaFloor = slots;
  }

  /** Enlarges the array to hold so many registers, values kept. */
  public long[] reserve(int length) {
    if (registers.length < length) {
      int roomy = Math.max(FIRST_SLOTS, Math.max(length, 2 * registers.length));
      registers = Arrays.copyOf(registers, roomy);
    }
    return registers;
  }

  /** Brings results over that were written to an array which has been replaced meanwhile. */
  @SuppressWarnings("ReferenceEquality") // which array it is, not what it holds
  public void keep(long[] written, int base, int count) {
    if (written != registers) {
      System.arraycopy(written, base, registers, base, count);
    }
  }

  /** Lets a large array go when nobody uses it: an idle store stays small. */
  public void trim() {
    if (top == 0 && registers.length > FIRST_SLOTS) {
      registers = NONE;
    }
  }
}
