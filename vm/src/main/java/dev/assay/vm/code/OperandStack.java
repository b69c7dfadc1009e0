package dev.assay.vm.code;

import java.util.Arrays;

/**
 * What the operand stack would hold at a point of the code. Every operand has a home register by
 * its height; but a constant stays a constant, and a local that was only read stays that local,
 * until somebody needs them at home.
 */
final class OperandStack {
  /** The value is in the operand's home register. */
  static final int HOME = 0;

  /** The value is that of a local. */
  static final int LOCAL = 1;

  /** The value is known. */
  static final int CONSTANT = 2;

  private int[] kinds = new int[16];
  private long[] values = new long[16];
  private int[] homes = new int[17];
  private int height;

  OperandStack(int firstSlot) {
    homes[0] = firstSlot;
  }

  int height() {
    return height;
  }

  private void push(int kind, long value, int slots) {
    if (height == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * height);
      values = Arrays.copyOf(values, 2 * height);
      homes = Arrays.copyOf(homes, 2 * height + 1);
    }
    kinds[height] = kind;
    values[height] = value;
    homes[height + 1] = homes[height] + slots;
    height++;
  }

  /** Pushes an operand that is at home, and returns its home. */
  int pushHome(int slots) {
    push(HOME, 0, slots);
    return homes[height - 1];
  }

  void pushLocal(int register, int slots) {
    push(LOCAL, register, slots);
  }

  void pushConstant(long value) {
    push(CONSTANT, value, 1);
  }

  /** Pushes the low 32 bits of a constant, sign-extended as registers hold them. */
  void pushNarrow(long value) {
    int narrow = (int) value;
    push(CONSTANT, narrow, 1);
  }

  void pop() {
    height--;
  }

  void truncate(int toHeight) {
    height = toHeight;
  }

  /** HOME, LOCAL or CONSTANT. */
  int kind(int index) {
    return kinds[index];
  }

  /** The constant, or the local's register. */
  long value(int index) {
    return values[index];
  }

  /** The home register; also of the operand that would be pushed next. */
  int home(int index) {
    return homes[index];
  }

  int slots(int index) {
    return homes[index + 1] - homes[index];
  }

  /** The register that holds the value now; not for constants. */
  int register(int index) {
    return kinds[index] == LOCAL ? (int) values[index] : homes[index];
  }

  /** Notes that the value has been brought home. */
  void settle(int index) {
    kinds[index] = HOME;
  }
}
