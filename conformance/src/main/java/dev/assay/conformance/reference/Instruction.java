package dev.assay.conformance.reference;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Immediates;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ConstantExpression;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.WasmModule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One instruction of a body with all that its opcode says about it, and for a block where its else
 * and its end stand, as positions in the body's list (-1 when there is none).
 */
record Instruction(
    Opcode opcode,
    int offset,
    int index,
    int index2,
    long low,
    long high,
    int lane,
    List<Integer> labels,
    FunctionType blockType,
    ReferenceType reference,
    int otherwise,
    int end) {

  Instruction {
    labels = List.copyOf(labels);
  }

  /** All instructions of a body. */
  static List<Instruction> read(WasmModule module, FunctionBody body) {
    return read(module, InstructionReader.of(module, body));
  }

  /** All instructions of an initializer. */
  static List<Instruction> read(WasmModule module, ConstantExpression expression) {
    return read(module, InstructionReader.of(module, expression));
  }

  private static List<Instruction> read(WasmModule module, InstructionReader reader) {
    List<Instruction> list = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    while (reader.next()) {
      int position = list.size();
      list.add(at(module, reader));
      switch (reader.opcode()) {
        case BLOCK, LOOP, IF -> open.push(position);
        case ELSE -> list.set(open.element(), list.get(open.element()).withOtherwise(position));
        case END -> close(list, open, position);
        default -> {}
      }
    }
    return List.copyOf(list);
  }

  private static void close(List<Instruction> list, Deque<Integer> open, int position) {
    if (!open.isEmpty()) {
      int start = open.pop();
      list.set(start, list.get(start).withEnd(position));
      int otherwise = list.get(start).otherwise;
      if (otherwise >= 0) {
        list.set(otherwise, list.get(otherwise).withEnd(position));
      }
    }
  }

  private static Instruction at(WasmModule module, InstructionReader in) {
    Immediates shape = in.opcode().immediates();
    List<Integer> labels = new ArrayList<>();
    if (shape == Immediates.LABEL_TABLE) {
      for (int i = 0; i < in.labelCount(); i++) {
        labels.add(in.label(i));
      }
    }
    FunctionType block = shape == Immediates.BLOCK_TYPE ? in.blockType(module) : FunctionType.EMPTY;
    return new Instruction(
        in.opcode(),
        in.offset(),
        in.index(),
        in.index2(),
        in.constant(),
        in.constantHigh(),
        in.lane(),
        labels,
        block,
        ReferenceType.to(in.heapType()),
        -1,
        -1);
  }

  private Instruction withOtherwise(int position) {
    return new Instruction(
        opcode, offset, index, index2, low, high, lane, labels, blockType, reference, position,
        end);
  }

  private Instruction withEnd(int position) {
    return new Instruction(
        opcode, offset, index, index2, low, high, lane, labels, blockType, reference, otherwise,
        position);
  }
}
