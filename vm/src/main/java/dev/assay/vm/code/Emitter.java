package dev.assay.vm.code;

import java.util.Arrays;

/** The growing code of a module, and the side table from positions to module offsets. */
final class Emitter {
  private static final int NOTHING = -1;

  /** The loop reads so many words beyond an instruction's first. */
  private static final int READ_AHEAD = 8;

  private int[] code;
  private int length;
  private int[] positions;
  private int[] offsets;
  private int marks;
  private int[] starts = new int[64];
  private int straight;

  Emitter(int expectedWords) {
    code = new int[Math.max(64, expectedWords)];
    positions = new int[Math.max(16, expectedWords / 8)];
    offsets = new int[positions.length];
  }

  /** Where the next word goes. */
  int position() {
    return length;
  }

  /** Appends a word. */
  void word(int value) {
    if (length == code.length) {
      code = Arrays.copyOf(code, 2 * length);
    }
    code[length++] = value;
  }

  /** Starts an instruction that cannot stop the run. */
  void begin(int operation) {
    if (straight == starts.length) {
      starts = Arrays.copyOf(starts, 2 * straight);
    }
    starts[straight++] = length;
    word(operation);
  }

  /** Starts an instruction at which the run may stop, on behalf of the one at a module offset. */
  void beginAt(int offset, int operation) {
    mark(length, offset);
    begin(operation);
  }

  private void mark(int position, int offset) {
    if (marks == positions.length) {
      positions = Arrays.copyOf(positions, 2 * marks);
      offsets = Arrays.copyOf(offsets, 2 * marks);
    }
    positions[marks] = position;
    offsets[marks++] = offset;
  }

  void emit(int operation, int a, int b) {
    emit(operation, a, b, 0);
  }

  void emit(int operation, int a, int b, int c) {
    begin(operation);
    words(a, b, c);
  }

  void words(int a, int b, int c) {
    word(a);
    word(b);
    word(c);
  }

  void words(int a, int b) {
    word(a);
    word(b);
  }

  /** Forgets all instructions as partners for fusion: control may arrive here otherwise. */
  void barrier() {
    straight = 0;
  }

  /** The operation of the last instruction, or a negative number behind a barrier. */
  int lastOperation() {
    return operation(0);
  }

  /** The operation so many instructions before the last one, if no barrier is between. */
  int operation(int before) {
    return before < straight ? code[starts[straight - 1 - before]] : NOTHING;
  }

  /** A word of the last instruction. */
  int lastWord(int index) {
    return word(0, index);
  }

  /** A word of an instruction so many before the last one. */
  int word(int before, int index) {
    return code[starts[straight - 1 - before] + index];
  }

  /** Replaces a word of the last instruction. */
  void lastWord(int index, int value) {
    code[starts[straight - 1] + index] = value;
  }

  /** The module offset that the last instruction, one that may stop the run, was marked with. */
  int lastOffset() {
    return offsets[marks - 1];
  }

  /** Notes that the run may also stop at a later word of the last instruction. */
  void markLast(int word, int offset) {
    mark(starts[straight - 1] + word, offset);
  }

  /** Takes the last instruction back. */
  void retract() {
    length = starts[--straight];
    while (marks > 0 && positions[marks - 1] >= length) {
      marks--;
    }
  }

  /** A word of the code. */
  int at(int position) {
    return code[position];
  }

  /** Replaces a word of the code. */
  void patch(int position, int value) {
    code[position] = value;
  }

  /** The finished translation. */
  Translation finish(int[] entries) {
    return new Translation(
        Arrays.copyOf(code, length + READ_AHEAD),
        entries,
        Arrays.copyOf(positions, marks),
        Arrays.copyOf(offsets, marks));
  }
}
