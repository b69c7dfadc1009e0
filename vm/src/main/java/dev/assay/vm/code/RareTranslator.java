package dev.assay.vm.code;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Immediates;
import dev.assay.vm.isa.Opcode;

/** Translates what the loop leaves to others: whole memories and tables, references, vectors. */
final class RareTranslator {
  private final Draft draft;
  private final InstructionReader in;
  private final Emitter out;
  private final OperandStack stack;

  RareTranslator(Draft draft) {
    this.draft = draft;
    this.in = draft.in;
    this.out = draft.out;
    this.stack = draft.stack;
  }

  void translate(Opcode opcode) {
    switch (opcode) {
      case MEMORY_SIZE, TABLE_SIZE -> draft.rare(opcode, 0, 1);
      case MEMORY_GROW, TABLE_GET -> draft.rare(opcode, 1, 1);
      case TABLE_GROW -> draft.rare(opcode, 2, 1);
      case TABLE_SET -> draft.rare(opcode, 2, 0);
      case DATA_DROP, ELEM_DROP -> draft.rare(opcode, 0, 0);
      default -> draft.rare(opcode, 3, 0);
    }
  }

  void reference(Opcode opcode) {
    switch (opcode) {
      case REF_NULL -> stack.pushConstant(0);
      case REF_IS_NULL -> draft.equalsZero(Ir.I64_EQ_IMM);
      default -> draft.rare(opcode, 0, 1);
    }
  }

  void vector(Opcode opcode) {
    int operands = Draft.operands(opcode);
    if (opcode.immediates() == Immediates.LANES) {
      draft.rare(opcode, operands, 2, 0, 0, in.constant(), in.constantHigh());
    } else {
      vectorInRegisters(opcode, operands);
    }
  }

  private void vectorInRegisters(Opcode opcode, int operands) {
    int first = stack.height() - operands;
    int a = draft.register(first);
    int b = operands > 1 ? draft.register(first + 1) : a;
    boolean lane = opcode.immediates() == Immediates.LANE;
    int c = lane ? in.lane() : operands > 2 ? draft.register(first + 2) : a;
    stack.truncate(first);
    out.beginAt(in.offset(), Ir.VECTOR);
    out.word(stack.pushHome(Draft.resultSlots(opcode)));
    out.word(a);
    out.word(b);
    out.word(c);
    out.word(lane ? opcode.code() | Ir.LANE_FLAG : opcode.code());
  }
}
