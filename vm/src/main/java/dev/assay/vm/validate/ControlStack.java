package dev.assay.vm.validate;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.ValueType;
import java.util.Arrays;
import java.util.List;

/** The blocks that are open, innermost last; the function itself is the first. */
final class ControlStack {
  private Opcode[] openers = new Opcode[32];
  private FunctionType[] types = new FunctionType[32];
  private int[] floors = new int[32];
  private boolean[] unreachable = new boolean[32];
  private int[] marks = new int[32];
  private int size;
  private int mark;

  void clear() {
    size = 0;
  }

  /**
   * Opens a block.
   *
   * @param floor the operands below the block's own
   * @param outerUnreachable whether the code around it is unreachable
   */
  void push(Opcode opener, FunctionType type, int floor, boolean outerUnreachable) {
    if (size == openers.length) {
      grow(2 * size);
    }
    if (size > 0) {
      unreachable[size - 1] = outerUnreachable;
    }
    openers[size] = opener;
    types[size] = type;
    floors[size] = floor;
    marks[size] = 0;
    size++;
  }

  private void grow(int capacity) {
    openers = Arrays.copyOf(openers, capacity);
    types = Arrays.copyOf(types, capacity);
    floors = Arrays.copyOf(floors, capacity);
    unreachable = Arrays.copyOf(unreachable, capacity);
    marks = Arrays.copyOf(marks, capacity);
  }

  void pop() {
    size--;
  }

  /** Turns the innermost block, an {@code if}, into its {@code else} branch. */
  void turnToElse() {
    openers[size - 1] = Opcode.ELSE;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** What opened the innermost block. */
  Opcode opener() {
    return openers[size - 1];
  }

  /** The type of the innermost block. */
  FunctionType type() {
    return types[size - 1];
  }

  /** The floor of the innermost block. */
  int floor() {
    return floors[size - 1];
  }

  /** Whether the innermost block was unreachable when the block inside it was opened. */
  boolean wasUnreachable() {
    return unreachable[size - 1];
  }

  /** What a branch to a label carries: the parameters of a loop, the results of other blocks. */
  List<ValueType> labelTypes(int label) {
    int block = size - 1 - label;
    FunctionType type = types[block];
    return openers[block] == Opcode.LOOP ? type.parameters() : type.results();
  }

  /** Starts a new round of {@link #markFirst}. */
  void clearMarks() {
    mark++;
  }

  /** Marks a label; false when it already was in this round. */
  boolean markFirst(int label) {
    int block = size - 1 - label;
    if (marks[block] == mark) {
      return false;
    }
    marks[block] = mark;
    return true;
  }
}
