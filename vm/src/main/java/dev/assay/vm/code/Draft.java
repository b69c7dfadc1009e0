package dev.assay.vm.code;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;
import java.util.ArrayList;
import java.util.List;

/**
 * A function's translation as far as it has come, shared by those who each translate a family of
 * instructions: what is read, what is written, what each operand would be, the open labels and the
 * charge. Reading a local or a constant emits nothing; here is what brings an operand to where it
 * is needed.
 */
final class Draft {
  final WasmModule module;
  final FunctionBody body;
  final InstructionReader in;
  final Emitter out;
  final OperandStack stack;
  final List<Label> labels = new ArrayList<>();

  /** The register of the link, which is the number of those of parameters and locals. */
  final int link;

  /** What a call of the function weighs. */
  final int weight;

  /** The charge word: ink of all implicitly charged instructions so far, below the bias. */
  int charge = -Translator.BIAS;

  boolean reachable = true;

  /** Blocks that were opened since code cannot be reached. */
  int unreachableNesting;

  Draft(WasmModule module, FunctionBody body, int operandSlots, Emitter out) {
    this.module = module;
    this.body = body;
    this.in = InstructionReader.of(module, body);
    this.out = out;
    this.link = body.localSlots();
    this.weight = Translator.FIXED_WEIGHT + link + operandSlots;
    this.stack = new OperandStack(link + 1);
  }

  /** The index of the topmost operand. */
  int top() {
    return stack.height() - 1;
  }

  /** The register that holds an operand; constants are brought home. */
  int register(int index) {
    if (stack.kind(index) == OperandStack.CONSTANT) {
      settle(index);
    }
    return stack.register(index);
  }

  /** Brings an operand to its home register. */
  void settle(int index) {
    if (stack.kind(index) != OperandStack.HOME) {
      copy(index, stack.home(index));
      stack.settle(index);
    }
  }

  /** Brings the topmost operands home. */
  void settleTop(int count) {
    for (int i = stack.height() - count; i < stack.height(); i++) {
      settle(i);
    }
  }

  /** Brings all operands home that stand for locals, where control forks or meets. */
  void settleLocals() {
    for (int i = labels.getLast().height; i < stack.height(); i++) {
      if (stack.kind(i) == OperandStack.LOCAL) {
        settle(i);
      }
    }
  }

  /** Emits a copy of an operand to a register. */
  void copy(int index, int to) {
    if (stack.kind(index) == OperandStack.CONSTANT) {
      emitConstant(to, stack.value(index));
      return;
    }
    int from = stack.register(index);
    if (from == to) {
      return;
    }
    for (int i = 0; i < stack.slots(index); i++) {
      move(to + i, from + i);
    }
  }

  private void move(int to, int from) {
    if (out.lastOperation() == Ir.MOVE) {
      int firstTo = out.lastWord(1);
      int firstFrom = out.lastWord(2);
      out.retract();
      out.emit(Ir.MOVE_TWO, firstTo, firstFrom, to);
      out.words(from, 0);
    } else {
      out.emit(Ir.MOVE, to, from);
    }
  }

  private void emitConstant(int to, long value) {
    if (value == (int) value) {
      out.emit(Ir.CONST, to, 0, (int) value);
    } else {
      out.emit(Ir.CONST_WIDE, to, (int) value, (int) (value >>> 32));
    }
  }

  boolean isConstant(int index) {
    return stack.kind(index) == OperandStack.CONSTANT;
  }

  /** Whether the last instruction made this operand and can put it elsewhere. */
  boolean writesLast(int index) {
    return stack.kind(index) == OperandStack.HOME
        && Ir.hasDestination(out.lastOperation())
        && out.lastWord(1) == stack.home(index);
  }

  void popTwo() {
    stack.pop();
    stack.pop();
  }

  /** An instruction of one operand, in a register, and a result. */
  void unary(int operation) {
    int from = register(top());
    stack.pop();
    out.emit(operation, stack.pushHome(1), from);
  }

  /**
   * Whether the topmost operand is zero: the comparison that made it the other way round, or one.
   */
  void equalsZero(int operation) {
    if (writesLast(top()) && Ir.isComparison(out.lastOperation())) {
      out.lastWord(0, Ir.opposite(out.lastOperation()));
      return;
    }
    int from = register(top());
    stack.pop();
    out.emit(operation, stack.pushHome(1), from, 0);
  }

  /** Everything that takes its operands from home registers and puts its result there. */
  void rare(Opcode opcode, int operands, int resultSlots) {
    rare(opcode, operands, resultSlots, in.index(), in.index2(), 0, 0);
  }

  void rare(
      Opcode opcode, int operands, int resultSlots, int index, int index2, long low, long high) {
    settleTop(operands);
    for (int i = 0; i < operands; i++) {
      stack.pop();
    }
    int base = stack.home(stack.height());
    if (resultSlots > 0) {
      stack.pushHome(resultSlots);
    }
    out.beginAt(in.offset(), Ir.RARE);
    out.word(base);
    out.word(opcode.ordinal());
    out.word(index);
    out.word(index2);
    out.word((int) low);
    out.word((int) (low >>> 32));
    out.word((int) high);
    out.word((int) (high >>> 32));
    out.word(charge);
    out.barrier();
  }

  /** Pushes the results of a call or a block, at home. */
  void pushResults(FunctionType type) {
    for (ValueType result : type.results()) {
      stack.pushHome(result.slots());
    }
  }

  /** What follows cannot be reached, up to the end of the innermost block. */
  void leave() {
    reachable = false;
    unreachableNesting = 0;
    stack.truncate(labels.getLast().height);
    out.barrier();
  }

  /** How many operands a numeric instruction takes. */
  static int operands(Opcode opcode) {
    Signature signature = opcode.signature();
    return signature == null ? 0 : signature.pops().size();
  }

  static int resultSlots(Opcode opcode) {
    Signature signature = opcode.signature();
    int slots = 0;
    if (signature != null) {
      for (NumberType type : signature.pushes()) {
        slots += type.slots();
      }
    }
    return slots;
  }
}
