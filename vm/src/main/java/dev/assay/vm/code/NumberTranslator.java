package dev.assay.vm.code;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Opcode;

/** Translates the numeric instructions; joins an operator with what made an operand of it. */
final class NumberTranslator {
  private final Draft draft;
  private final InstructionReader in;
  private final Emitter out;
  private final OperandStack stack;

  NumberTranslator(Draft draft) {
    this.draft = draft;
    this.in = draft.in;
    this.out = draft.out;
    this.stack = draft.stack;
  }

  void translate(Opcode opcode) {
    switch (opcode) {
      case I32_EQZ -> draft.equalsZero(Ir.I32_EQ_IMM);
      case I64_EQZ -> draft.equalsZero(Ir.I64_EQ_IMM);
      case I64_EXTEND_I32_S, I64_EXTEND32_S -> draft.unary(Ir.I64_EXTEND_I32_S);
      case I64_EXTEND_I32_U -> extendUnsigned();
      case I32_EXTEND8_S, I64_EXTEND8_S -> draft.unary(Ir.EXTEND8);
      case I32_EXTEND16_S, I64_EXTEND16_S -> draft.unary(Ir.EXTEND16);
      case I32_CLZ -> draft.unary(Ir.I32_CLZ);
      case I32_CTZ -> draft.unary(Ir.I32_CTZ);
      case I32_POPCNT -> draft.unary(Ir.I32_POPCNT);
      case I64_CLZ -> draft.unary(Ir.I64_CLZ);
      case I64_CTZ -> draft.unary(Ir.I64_CTZ);
      case I64_POPCNT -> draft.unary(Ir.I64_POPCNT);
      case I32_WRAP_I64, I32_REINTERPRET_F32, F32_REINTERPRET_I32 -> wrap();
      case I64_REINTERPRET_F64, F64_REINTERPRET_I64 -> {}
      default -> operator(opcode);
    }
  }

  /** Only the low half of an i32's register counts, so nothing is to be done but for constants. */
  private void wrap() {
    if (draft.isConstant(draft.top())) {
      long value = stack.value(draft.top());
      stack.pop();
      stack.pushNarrow(value);
    }
  }

  private void extendUnsigned() {
    if (!(draft.writesLast(draft.top()) && Ir.isZeroExtending(out.lastOperation()))) {
      draft.unary(Ir.I64_EXTEND_I32_U);
    }
  }

  private void operator(Opcode opcode) {
    Selection selection = Selection.of(opcode);
    int operands = Draft.operands(opcode);
    if (operands == 2 && selection != null) {
      binary(opcode, selection);
    } else {
      otherNumeric(opcode, operands);
    }
  }

  private void binary(Opcode opcode, Selection selection) {
    int right = draft.top();
    int left = right - 1;
    boolean commutative = selection.shape() == Selection.Shape.COMMUTATIVE;
    if (opcode == Opcode.I64_AND && draft.isConstant(right) && stack.value(right) == 0xFFFF_FFFFL) {
      stack.pop();
      draft.unary(Ir.I64_EXTEND_I32_U);
    } else if (fuse(opcode, left, right)) {
      return;
    } else if (draft.isConstant(right) && selection.accepts(opcode, stack.value(right))) {
      binaryImmediate(opcode, selection, left, stack.value(right));
    } else if (commutative
        && draft.isConstant(left)
        && selection.accepts(opcode, stack.value(left))) {
      binaryImmediate(opcode, selection, right, stack.value(left));
    } else {
      int a = draft.register(left);
      int b = draft.register(right);
      int operation = selection.registers();
      draft.popTwo();
      boolean swaps = selection.swaps();
      out.emit(operation, stack.pushHome(1), swaps ? b : a, swaps ? a : b);
    }
  }

  /** Joins an operator with the last instruction where that computed one of its operands. */
  private boolean fuse(Opcode opcode, int left, int right) {
    return switch (opcode) {
      case I64_ADD -> fuseWithOther(Ir.I64_MUL, Ir.I64_MUL_ADD, left, right);
      case F64_MUL -> fuseLoadMultiply(left, right);
      case F64_ADD ->
          fuseLoadMultiplyAdd(left, right)
              || fuseWithOther(Ir.F64_MUL, Ir.F64_MUL_ADD, left, right);
      case I32_ADD -> fuseImmediate(Ir.I32_SHL_IMM, Ir.I32_SHL_ADD_IMM, left, right);
      case I32_AND -> fuseImmediate(Ir.I32_SHR_U_IMM, Ir.I32_SHR_U_AND, left, right);
      case I32_XOR -> fuseWithOther(Ir.I32_ROTL_IMM, Ir.I32_ROTL_XOR, left, right);
      default -> false;
    };
  }

  private boolean fuseWithOther(int operation, int fused, int left, int right) {
    boolean isRight = draft.writesLast(right);
    int other = isRight ? left : right;
    if (out.lastOperation() != operation
        || !(isRight || draft.writesLast(left))
        || draft.isConstant(other)) {
      return false;
    }
    fuse(fused, stack.register(other));
    return true;
  }

  private boolean fuseImmediate(int operation, int fused, int left, int right) {
    boolean isRight = draft.writesLast(right);
    int other = isRight ? left : right;
    if (out.lastOperation() != operation
        || !(isRight || draft.writesLast(left))
        || !draft.isConstant(other)) {
      return false;
    }
    fuse(fused, (int) stack.value(other));
    return true;
  }

  /** Joins a multiplication with the load of its right operand. */
  private boolean fuseLoadMultiply(int left, int right) {
    int load = out.lastOperation();
    boolean plain = load == Ir.LOAD64;
    if (!(plain || load == Ir.LOAD64_OFF) || !draft.writesLast(right) || draft.isConstant(left)) {
      return false;
    }
    int address = out.lastWord(2);
    int value = plain ? 0 : out.lastWord(3);
    int offset = plain ? out.lastWord(3) : out.lastWord(4);
    int where = out.lastOffset();
    int factor = stack.register(left);
    out.retract();
    draft.popTwo();
    out.beginAt(where, Ir.F64_LOAD_MUL);
    out.words(stack.pushHome(1), factor);
    out.words(address, offset);
    out.words(0, value);
    out.word(0);
    return true;
  }

  private boolean fuseLoadMultiplyAdd(int left, int right) {
    if (out.lastOperation() != Ir.F64_LOAD_MUL
        || !draft.writesLast(right)
        || draft.isConstant(left)) {
      return false;
    }
    int summand = stack.register(left);
    draft.popTwo();
    out.lastWord(0, Ir.F64_LOAD_MUL_ADD);
    out.lastWord(1, stack.pushHome(1));
    out.lastWord(5, summand);
    return true;
  }

  /** Replaces the last instruction by one of a third operand. */
  private void fuse(int fused, int third) {
    int a = out.lastWord(2);
    int b = out.lastWord(3);
    out.retract();
    draft.popTwo();
    out.emit(fused, stack.pushHome(1), a, b);
    out.words(third, 0);
  }

  private void binaryImmediate(Opcode opcode, Selection selection, int operand, long value) {
    int from = draft.register(operand);
    int word = selection.word(opcode, value);
    draft.popTwo();
    out.emit(selection.immediate(), stack.pushHome(1), from, word);
  }

  private void otherNumeric(Opcode opcode, int operands) {
    int right = draft.register(draft.top());
    int left = operands == 2 ? draft.register(draft.top() - 1) : right;
    for (int i = 0; i < operands; i++) {
      stack.pop();
    }
    out.beginAt(in.offset(), Ir.NUMERIC);
    out.word(stack.pushHome(1));
    out.word(left);
    out.word(right);
    out.word(opcode.ordinal());
  }
}
