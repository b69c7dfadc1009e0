package dev.assay.vm.encode;

import dev.assay.vm.isa.Immediates;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Assembles the instructions of one function or initializer. Every instruction can be written with
 * {@link #op}; the other methods are shorthands for the common ones. The closing {@code end} is
 * added by the module builder.
 */
public final class CodeBuilder {
  private static final int NO_TYPE = -0x40;
  private static final int MEMORY_INDEX_FLAG = 0x40;

  private final ByteWriter code = new ByteWriter();
  private final List<ValueType> locals = new ArrayList<>();

  CodeBuilder() {}

  /** Declares variables; they follow the parameters and those declared before. */
  public CodeBuilder locals(ValueType type, int count) {
    for (int i = 0; i < count; i++) {
      locals.add(type);
    }
    return this;
  }

  /**
   * Any instruction with its immediates as numbers, in the order of the binary format. A block type
   * is -64 for none, the type's byte minus 128, or a type index; a memory access takes alignment
   * exponent, offset, and a memory index if it is not 0, then its lane; floats and vectors are
   * given as bits, a vector as its low and high half; {@code br_table} ends with the default.
   */
  public CodeBuilder op(Opcode opcode, long... immediates) {
    if (opcode.prefix() == 0) {
      code.bytes(opcode.code());
    } else {
      code.bytes(opcode.prefix()).unsigned(opcode.code());
    }
    immediates(opcode, immediates);
    return this;
  }

  private void immediates(Opcode opcode, long[] values) {
    switch (opcode.immediates()) {
      case I32, I64, BLOCK_TYPE -> code.signed(values[0]);
      case F32 -> code.littleEndian(values[0], 4);
      case F64 -> code.littleEndian(values[0], 8);
      case V128, LANES -> code.littleEndian(values[0], 8).littleEndian(values[1], 8);
      case LANE, HEAP_TYPE -> code.bytes((int) values[0]);
      case MEMARG, MEMARG_LANE -> memoryArgument(opcode, values);
      case LABEL_TABLE -> {
        code.unsigned(values.length - 1);
        indices(values);
      }
      case VALUE_TYPES -> {
        code.unsigned(values.length);
        indices(values);
      }
      case NONE,
          LABEL,
          FUNCTION_INDEX,
          TYPE_TABLE,
          LOCAL_INDEX,
          GLOBAL_INDEX,
          TABLE_INDEX,
          TABLE_TABLE,
          ELEMENT_INDEX,
          ELEMENT_TABLE,
          MEMORY_INDEX,
          MEMORY_MEMORY,
          DATA_INDEX,
          DATA_MEMORY ->
          indices(values);
    }
  }

  private void indices(long[] values) {
    for (long value : values) {
      code.unsigned(value);
    }
  }

  private void memoryArgument(Opcode opcode, long[] values) {
    boolean hasLane = opcode.immediates() == Immediates.MEMARG_LANE;
    int numbers = hasLane ? values.length - 1 : values.length;
    if (numbers == 3) {
      code.unsigned(values[0] | MEMORY_INDEX_FLAG).unsigned(values[2]);
    } else {
      code.unsigned(values[0]);
    }
    code.unsigned(values[1]);
    if (hasLane) {
      code.bytes((int) values[numbers]);
    }
  }

  /** {@code i32.const}. */
  public CodeBuilder i32(int value) {
    return op(Opcode.I32_CONST, value);
  }

  /** {@code i64.const}. */
  public CodeBuilder i64(long value) {
    return op(Opcode.I64_CONST, value);
  }

  /** {@code f32.const}. */
  public CodeBuilder f32(float value) {
    return op(Opcode.F32_CONST, Float.floatToRawIntBits(value));
  }

  /** {@code f64.const}. */
  public CodeBuilder f64(double value) {
    return op(Opcode.F64_CONST, Double.doubleToRawLongBits(value));
  }

  /** {@code local.get}. */
  public CodeBuilder get(int local) {
    return op(Opcode.LOCAL_GET, local);
  }

  /** {@code local.set}. */
  public CodeBuilder set(int local) {
    return op(Opcode.LOCAL_SET, local);
  }

  /** {@code local.tee}. */
  public CodeBuilder tee(int local) {
    return op(Opcode.LOCAL_TEE, local);
  }

  /** {@code call}. */
  public CodeBuilder call(int function) {
    return op(Opcode.CALL, function);
  }

  /** {@code block}, {@code loop} or {@code if} without parameters and results. */
  public CodeBuilder open(Opcode opener) {
    return op(opener, NO_TYPE);
  }

  /** {@code block}, {@code loop} or {@code if} with one result. */
  public CodeBuilder open(Opcode opener, ValueType result) {
    return op(opener, ByteWriter.code(result) - 0x80);
  }

  /** {@code block}, {@code loop} or {@code if} with the type at an index. */
  public CodeBuilder open(Opcode opener, int type) {
    return op(opener, type);
  }

  /** {@code end}. */
  public CodeBuilder end() {
    return op(Opcode.END);
  }

  /** A memory access of natural alignment in memory 0. */
  public CodeBuilder access(Opcode opcode, long offset) {
    return op(opcode, opcode.naturalAlignment(), offset);
  }

  /** Bytes as they are. */
  public CodeBuilder raw(int... bytes) {
    code.bytes(bytes);
    return this;
  }

  /** How many bytes of instructions have been written. */
  public int size() {
    return code.size();
  }

  byte[] instructions() {
    return code.toByteArray();
  }

  /** A function body: the variables in groups, the instructions, the closing end. */
  byte[] body() {
    ByteWriter body = new ByteWriter();
    int groups = 0;
    ByteWriter declarations = new ByteWriter();
    for (int i = 0; i < locals.size(); ) {
      int end = i;
      while (end < locals.size() && locals.get(end).equals(locals.get(i))) {
        end++;
      }
      declarations.unsigned(end - i).type(locals.get(i));
      groups++;
      i = end;
    }
    body.unsigned(groups).bytes(declarations.toByteArray());
    return body.bytes(instructions()).bytes(Opcode.END.code()).toByteArray();
  }
}
