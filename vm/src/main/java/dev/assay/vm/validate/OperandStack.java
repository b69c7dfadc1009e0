package dev.assay.vm.validate;

import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types on the operand stack, where null stands for a value of any type: what unreachable code
 * pops when nothing is there. Below the floor lie the operands of enclosing blocks, out of reach.
 */
final class OperandStack {
  private @Nullable ValueType[] types = new ValueType[64];
  private int size;
  private int floor;
  private boolean unreachable;
  private int slots;
  private int mostSlots;

  /** Empties the stack and forgets the count of slots. */
  void clear() {
    size = 0;
    slots = 0;
    mostSlots = 0;
    enter(0, false);
  }

  /** Sets the floor and whether the code above it is unreachable. */
  void enter(int newFloor, boolean isUnreachable) {
    floor = newFloor;
    unreachable = isUnreachable;
  }

  void push(@Nullable ValueType type) {
    if (size == types.length) {
      types = Arrays.copyOf(types, 2 * size);
    }
    types[size++] = type;
    slots += slots(type);
    if (slots > mostSlots) {
      mostSlots = slots;
    }
  }

  void push(List<ValueType> more) {
    int count = more.size();
    if (size + count > types.length) {
      types = Arrays.copyOf(types, Math.max(2 * size, size + count));
    }
    for (int i = 0; i < count; i++) {
      ValueType type = more.get(i);
      types[size + i] = type;
      slots += slots(type);
    }
    size += count;
    mostSlots = Math.max(mostSlots, slots);
  }

  /**
   * Pops a row of types if exactly they are on top.
   *
   * @return false, with nothing changed, when something else or something unknown is there
   */
  boolean popExactly(List<ValueType> expected) {
    int count = expected.size();
    int from = size - count;
    if (from < floor) {
      return false;
    }
    int freed = 0;
    for (int i = 0; i < count; i++) {
      ValueType type = expected.get(i);
      if (!type.equals(types[from + i])) {
        return false;
      }
      freed += slots(type);
    }
    size = from;
    slots -= freed;
    return true;
  }

  /** Whether a pop would find nothing, in code that is reachable. */
  boolean isBare() {
    return size == floor && !unreachable;
  }

  /** Whether nothing lies so deep below the top, in code that is reachable. */
  boolean isBare(int depth) {
    return size - depth <= floor && !unreachable;
  }

  /** The type that lies so deep below the top; any type where there is none. */
  @Nullable ValueType at(int depth) {
    return size - depth <= floor ? null : types[size - 1 - depth];
  }

  /** The topmost type; any type when the stack is bare or the code is unreachable. */
  @Nullable ValueType pop() {
    if (size == floor) {
      return null;
    }
    ValueType type = types[--size];
    slots -= slots(type);
    return type;
  }

  /** Drops everything above the floor; what follows is unreachable. */
  void becomeUnreachable() {
    while (size > floor) {
      pop();
    }
    unreachable = true;
  }

  private static int slots(@Nullable ValueType type) {
    return type == NumberType.V128 ? 2 : 1;
  }

  int size() {
    return size;
  }

  /** How many types lie above the floor. */
  int height() {
    return size - floor;
  }

  boolean isUnreachable() {
    return unreachable;
  }

  /** The most 64-bit slots that were in use since the stack was cleared. */
  int mostSlots() {
    return mostSlots;
  }
}
