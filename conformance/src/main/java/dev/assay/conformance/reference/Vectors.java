package dev.assay.conformance.reference;

import dev.assay.vm.exec.SimdOps;
import dev.assay.vm.isa.Immediates;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.NumberType;
import java.util.List;

/** The vector instructions, on a scratch register file. */
final class Vectors {
  private static final int RESULT = 8;

  private Vectors() {}

  /** The result of an instruction on its operands. */
  static Value apply(Instruction instruction, List<Value> operands) {
    long[] registers = new long[RESULT + 2];
    for (int i = 0; i < operands.size(); i++) {
      registers[2 * i] = operands.get(i).low();
      registers[2 * i + 1] = operands.get(i).high();
    }
    Opcode opcode = instruction.opcode();
    if (opcode == Opcode.I8X16_SHUFFLE) {
      SimdOps.i8x16Shuffle(registers, RESULT, 0, 2, instruction.low(), instruction.high());
    } else {
      int third = opcode.immediates() == Immediates.LANE ? instruction.lane() : 4;
      SimdOps.execute(opcode.code(), registers, RESULT, 0, 2, third);
    }
    return result(opcode, registers[RESULT], registers[RESULT + 1]);
  }

  private static Value result(Opcode opcode, long low, long high) {
    var signature = opcode.signature();
    if (signature == null) {
      throw new IllegalStateException(opcode + " has no fixed type");
    }
    NumberType type = signature.pushes().getFirst();
    return type == NumberType.V128 ? Value.v128(low, high) : Value.of(type, low);
  }

  /** Whether the instruction moves one lane between memory and a vector. */
  static boolean isLane(Opcode opcode) {
    return opcode.immediates() == Immediates.MEMARG_LANE;
  }

  /** Loads lane by lane, as the mnemonic says. */
  static Value load(Instruction instruction, ReferenceMemory memory, long address, Value into) {
    Opcode opcode = instruction.opcode();
    int width = opcode.width();
    if (isLane(opcode)) {
      return withLane(into, instruction.lane(), width, memory.load(address, width));
    }
    memory.checked(address, width);
    if (width == 16) {
      return Value.v128(memory.load(address, 8), memory.load(address + 8, 8));
    }
    String mnemonic = opcode.mnemonic();
    if (mnemonic.endsWith("_zero")) {
      return Value.v128(memory.load(address, width), 0);
    }
    Value value = Value.v128(0, 0);
    if (mnemonic.endsWith("_splat")) {
      for (int lane = 0; lane < 16 / width; lane++) {
        value = withLane(value, lane, width, memory.load(address, width));
      }
      return value;
    }
    int from = mnemonic.contains("8x8") ? 1 : mnemonic.contains("16x4") ? 2 : 4;
    int unused = Long.SIZE - 8 * from;
    for (int lane = 0; lane < 8 / from; lane++) {
      long bits = memory.load(address + (long) lane * from, from);
      long wide = mnemonic.endsWith("_s") ? bits << unused >> unused : bits;
      value = withLane(value, lane, 2 * from, wide);
    }
    return value;
  }

  static void store(Instruction instruction, ReferenceMemory memory, long address, Value value) {
    int width = instruction.opcode().width();
    memory.checked(address, width);
    if (width == 16) {
      memory.store(address, 8, value.low());
      memory.store(address + 8, 8, value.high());
    } else {
      int bit = instruction.lane() * width * 8;
      long half = bit < Long.SIZE ? value.low() : value.high();
      memory.store(address, width, half >>> bit);
    }
  }

  private static Value withLane(Value vector, int lane, int width, long bits) {
    int bit = lane * width * 8;
    long mask = width == 8 ? -1L : ((1L << (8 * width)) - 1) << bit;
    long moved = (bits << bit) & mask;
    return bit < Long.SIZE
        ? Value.v128((vector.low() & ~mask) | moved, vector.high())
        : Value.v128(vector.low(), (vector.high() & ~mask) | moved);
  }
}
