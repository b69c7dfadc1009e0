package dev.assay.vm.code;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;
import java.util.Arrays;
import java.util.List;

/**
 * Translates blocks and branches: a comparison and the branch on it become one, what a branch
 * carries is brought to where its target expects it, and targets are completed when they are known.
 */
final class ControlTranslator {
  private final Draft draft;
  private final WasmModule module;
  private final InstructionReader in;
  private final Emitter out;
  private final OperandStack stack;
  private final List<Label> labels;
  private final CallTranslator calls;

  ControlTranslator(Draft draft, CallTranslator calls) {
    this.draft = draft;
    this.module = draft.module;
    this.in = draft.in;
    this.out = draft.out;
    this.stack = draft.stack;
    this.labels = draft.labels;
    this.calls = calls;
  }

  void translate(Opcode opcode) {
    switch (opcode) {
      case NOP -> {}
      case UNREACHABLE -> {
        out.beginAt(in.offset(), Ir.UNREACHABLE);
        out.words(0, 0, 0);
        draft.leave();
      }
      case BLOCK -> open(Opcode.BLOCK);
      case LOOP -> open(Opcode.LOOP);
      case IF -> openIf();
      case ELSE -> otherwise();
      case END -> end();
      case BR -> branch(in.index());
      case BR_IF -> branchIf(in.index());
      case BR_TABLE -> branchTable();
      case RETURN -> {
        calls.returnOperands();
        draft.leave();
      }
      default -> throw new IllegalStateException("not control: " + opcode);
    }
  }

  private Label open(Opcode kind) {
    FunctionType type = in.blockType(module);
    draft.settleLocals();
    if (kind == Opcode.LOOP) {
      draft.settleTop(type.parameters().size());
    }
    out.barrier();
    int height = stack.height() - type.parameters().size();
    Label label = new Label(kind, type, height, out.position(), draft.charge);
    labels.add(label);
    return label;
  }

  private void openIf() {
    int condition = draft.top();
    FunctionType type = in.blockType(module);
    // Settling may emit copies, which must not part the comparison from its branch.
    int comparison = takeComparison(condition);
    int left = comparison < 0 ? draft.register(condition) : taken[1];
    int right = comparison < 0 ? 0 : taken[2];
    stack.pop();
    draft.settleLocals();
    draft.settleTop(type.parameters().size());
    Label label = open(Opcode.IF);
    int operation = comparison < 0 ? Ir.I32_EQ_IMM : Ir.opposite(comparison);
    label.otherwise = emitBranch(operation + Ir.COMPARISON_TO_BRANCH, left, right);
    out.barrier();
  }

  /** The operation and operands of a comparison that was taken back for fusion. */
  private final int[] taken = new int[3];

  /** Takes back the comparison that made an operand; gives its operation, or -1. */
  private int takeComparison(int index) {
    int operation = out.lastOperation();
    if (!Ir.isComparison(operation) || !draft.writesLast(index)) {
      return -1;
    }
    taken[0] = operation;
    taken[1] = out.lastWord(2);
    taken[2] = out.lastWord(3);
    out.retract();
    return operation;
  }

  /** Emits a branch with empty target words, and returns where they are. */
  private int emitBranch(int operation, int left, int right) {
    int adding = Ir.addingBranch(operation);
    if (adding >= 0 && out.lastOperation() == Ir.I32_ADD_IMM && out.lastWord(1) == left) {
      int from = out.lastWord(2);
      int value = out.lastWord(3);
      out.retract();
      out.beginAt(in.offset(), adding);
      out.word(left);
      out.word(from);
      int words = emitTarget();
      out.words(value, right);
      return words;
    }
    out.beginAt(in.offset(), operation);
    out.words(left, right);
    return emitTarget();
  }

  private int emitTarget() {
    int words = out.position();
    out.word(0);
    out.word(draft.charge);
    out.word(0);
    return words;
  }

  /** Completes target words: the place, the way's charge, what must be left. */
  private void aim(int words, int position, int chargeThere) {
    out.patch(words, position);
    out.patch(words + 1, out.at(words + 1) - chargeThere);
    out.patch(words + 2, chargeThere);
  }

  private void aim(int words, Label label) {
    if (label.isLoop()) {
      aim(words, label.position, label.charge);
    } else {
      label.await(words);
    }
  }

  void otherwise() {
    Label label = labels.getLast();
    if (draft.reachable) {
      draft.settleTop(label.type.results().size());
      label.await(emitBranch(Ir.BRANCH, 0, 0));
    }
    if (label.otherwise >= 0) {
      aim(label.otherwise, out.position(), draft.charge);
      label.otherwise = -1;
    }
    stack.truncate(label.height);
    for (ValueType parameter : label.type.parameters()) {
      stack.pushHome(parameter.slots());
    }
    draft.reachable = true;
    draft.unreachableNesting = 0;
    out.barrier();
  }

  void end() {
    Label label = labels.removeLast();
    if (labels.isEmpty()) {
      endFunction(label);
      return;
    }
    boolean meets = label.isAwaited() || label.otherwise >= 0;
    if (draft.reachable && meets) {
      draft.settleTop(label.type.results().size());
    }
    for (int words : label.pending()) {
      aim(words, out.position(), draft.charge);
    }
    if (label.otherwise >= 0) {
      aim(label.otherwise, out.position(), draft.charge);
    }
    if (meets) {
      stack.truncate(label.height);
      for (ValueType result : label.type.results()) {
        stack.pushHome(result.slots());
      }
      out.barrier();
    }
    draft.reachable = draft.reachable || meets;
    draft.unreachableNesting = 0;
  }

  private void endFunction(Label label) {
    if (draft.reachable && label.isAwaited()) {
      draft.settleTop(label.type.results().size());
    }
    for (int words : label.pending()) {
      aim(words, out.position(), draft.charge);
    }
    if (label.isAwaited()) {
      stack.truncate(0);
      draft.pushResults(label.type);
      out.barrier();
    }
    if (draft.reachable || label.isAwaited()) {
      labels.add(label);
      calls.returnOperands();
      labels.removeLast();
    }
    draft.reachable = false;
  }

  private Label label(int depth) {
    return labels.get(labels.size() - 1 - depth);
  }

  private List<ValueType> carried(Label label) {
    return label.isLoop() ? label.type.parameters() : label.type.results();
  }

  /** Whether what a branch carries is where its target expects it. */
  private boolean isInPlace(Label label) {
    int count = carried(label).size();
    int first = stack.height() - count;
    for (int i = 0; i < count; i++) {
      boolean home = stack.kind(first + i) == OperandStack.HOME;
      if (!home || stack.home(first + i) != target(label, i)) {
        return false;
      }
    }
    return true;
  }

  private int target(Label label, int index) {
    int register = stack.home(label.height);
    for (int i = 0; i < index; i++) {
      register += carried(label).get(i).slots();
    }
    return register;
  }

  /** Copies what a branch carries to where its target expects it. */
  private void carry(Label label) {
    int count = carried(label).size();
    int first = stack.height() - count;
    for (int i = 0; i < count; i++) {
      draft.copy(first + i, target(label, i));
    }
    out.barrier();
  }

  private void branch(int depth) {
    Label label = label(depth);
    if (depth == labels.size() - 1) {
      calls.returnOperands();
    } else {
      carry(label);
      aim(emitBranch(Ir.BRANCH, 0, 0), label);
    }
    draft.leave();
  }

  private void branchIf(int depth) {
    Label label = label(depth);
    int condition = draft.top();
    int comparison = takeComparison(condition);
    int left = comparison < 0 ? draft.register(condition) : taken[1];
    int right = comparison < 0 ? 0 : taken[2];
    int operation = comparison < 0 ? Ir.I32_NE_IMM : comparison;
    stack.pop();
    if (isInPlace(label)) {
      aim(emitBranch(operation + Ir.COMPARISON_TO_BRANCH, left, right), label);
    } else {
      int around = emitBranch(Ir.opposite(operation) + Ir.COMPARISON_TO_BRANCH, left, right);
      carry(label);
      aim(emitBranch(Ir.BRANCH, 0, 0), label);
      aim(around, out.position(), draft.charge);
    }
    out.barrier();
  }

  private void branchTable() {
    int index = draft.register(draft.top());
    stack.pop();
    int count = in.labelCount();
    int[] depths = new int[count + 1];
    for (int i = 0; i < count; i++) {
      depths[i] = in.label(i);
    }
    depths[count] = in.index();
    out.beginAt(in.offset(), Ir.BRANCH_TABLE);
    out.word(index);
    out.word(count);
    int[] words = new int[count + 1];
    Arrays.setAll(words, i -> emitTarget());
    out.barrier();
    int[] landings = new int[labels.size()];
    for (int i = 0; i <= count; i++) {
      Label label = label(depths[i]);
      if (isInPlace(label)) {
        aim(words[i], label);
      } else {
        aim(words[i], landing(depths[i], landings), draft.charge);
      }
    }
    draft.leave();
  }

  /** A place that carries the operands to a label and goes on there; one per label. */
  private int landing(int depth, int[] landings) {
    if (landings[depth] == 0) {
      landings[depth] = out.position();
      Label label = label(depth);
      carry(label);
      aim(emitBranch(Ir.BRANCH, 0, 0), label);
    }
    return landings[depth];
  }
}
