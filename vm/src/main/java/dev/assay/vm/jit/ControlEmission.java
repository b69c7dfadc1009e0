package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_Throwable;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ValueType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Blocks and branches. */
final class ControlEmission {
  private static final MethodTypeDesc STOP = MethodTypeDesc.of(CD_Throwable);

  private final MethodDraft draft;
  private final GasEmission metering;
  private final ValueEmission values;
  private final CallEmission calls;
  private final LoopEmission loops;
  private final FunctionCode code;
  private final CodeBuilder out;
  private final Operands stack;
  private final List<Target> targets;

  ControlEmission(
      MethodDraft draft, GasEmission metering, ValueEmission values, CallEmission calls) {
    this.draft = draft;
    this.metering = metering;
    this.values = values;
    this.calls = calls;
    this.loops = new LoopEmission(draft, metering);
    this.code = draft.code;
    this.out = draft.out;
    this.stack = draft.stack;
    this.targets = draft.targets;
  }

  void control(Opcode opcode) {
    switch (opcode) {
      case NOP -> {}
      case UNREACHABLE -> {
        draft.noteSite();
        out.invokestatic(Kinds.RUN, "unreachable", STOP).athrow();
        draft.leave();
      }
      case BLOCK -> {
        stack.flush();
        draft.open(Opcode.BLOCK, code.charges[code.end(draft.at)]);
      }
      case LOOP -> loops.openLoop();
      case IF -> openIf();
      case ELSE -> otherwise();
      case END -> end();
      case BR -> {
        branch(draft.target(code.indices[draft.at]));
        draft.leave();
      }
      case BR_IF -> branchIf(draft.target(code.indices[draft.at]));
      case BR_TABLE -> branchTable();
      case RETURN -> {
        calls.emitReturn();
        draft.leave();
      }
      default -> throw new IllegalStateException("not control: " + opcode);
    }
  }

  private void openIf() {
    Comparison holds = values.takeCondition();
    stack.canonical(code.blockType(draft.at).parameters().size());
    stack.flush();
    Target target = draft.open(Opcode.IF, code.charges[code.end(draft.at)]);
    Label then = out.newLabel();
    Label otherwise = out.newLabel();
    target.otherwise = otherwise;
    holds.branch(out, then);
    jump(otherwise, code.charges[code.partners[draft.at]]);
    out.labelBinding(then);
  }

  void otherwise() {
    Target target = targets.getLast();
    if (draft.reachable) {
      stack.canonical(target.type.results().size());
      stack.flush();
      target.isReached = true;
      jump(target.label, target.charge);
    }
    Label otherwise = target.otherwise;
    if (otherwise != null) {
      out.labelBinding(otherwise);
      target.otherwise = null;
    }
    stack.truncate(target.height);
    pushHomes(target.type.parameters());
    draft.reachable = true;
    draft.unreachableNesting = 0;
  }

  private void pushHomes(List<ValueType> types) {
    for (ValueType type : types) {
      stack.pushHome(Kinds.of(type));
    }
  }

  void end() {
    Target target = targets.removeLast();
    Label otherwise = target.otherwise;
    boolean isLoop = target.kind == Opcode.LOOP;
    boolean meets = otherwise != null || (target.isReached && !isLoop);
    if (draft.reachable && meets) {
      stack.canonical(target.type.results().size());
      stack.flush();
    }
    if (otherwise != null) {
      out.labelBinding(otherwise);
    }
    if (!isLoop) {
      out.labelBinding(target.label);
    }
    if (meets) {
      stack.truncate(target.height);
      pushHomes(target.type.results());
    }
    draft.reachable = draft.reachable || meets;
    draft.unreachableNesting = 0;
    if (targets.isEmpty() && draft.reachable) {
      calls.emitReturn();
    }
  }

  /** Goes to a place with another charge. */
  private void jump(Target target) {
    if (target.kind == Opcode.LOOP) {
      loops.turn(target);
      return;
    }
    target.isReached = true;
    jump(target.label, target.charge);
  }

  private void jump(Label label, int chargeThere) {
    metering.requirePaid();
    metering.adjust(chargeThere);
    out.goto_(label);
  }

  private void branch(Target target) {
    List<ValueType> carried = target.carried();
    int count = carried.size();
    stack.canonical(count);
    if (isInPlace(target) || count == 0) {
      stack.flush();
    } else {
      stack.loadOnly(count);
      storeCarried(target);
    }
    jump(target);
  }

  private boolean isInPlace(Target target) {
    return !target.isOutside && stack.height() - target.carried().size() == target.height;
  }

  /** Stores what is on the JVM's stack where a branch carries it. */
  void storeCarried(Target target) {
    List<ValueType> carried = target.carried();
    Part self = draft.part;
    if (target.isOutside && self != null) {
      for (int i = carried.size() - 1; i >= 0; i--) {
        draft.spill(Kinds.of(carried.get(i)), self.written.length + i);
      }
      return;
    }
    int home = stack.home(target.height);
    int[] homes = new int[carried.size()];
    for (int i = 0; i < homes.length; i++) {
      homes[i] = home;
      home += Kinds.of(carried.get(i)).slotSize();
    }
    for (int i = homes.length - 1; i >= 0; i--) {
      out.storeLocal(Kinds.of(carried.get(i)), homes[i]);
    }
  }

  /** Carries operands that are draft.at home, without disturbing those that stay. */
  private void carryFromHomes(Target target) {
    int count = target.carried().size();
    int first = stack.height() - count;
    boolean doubtful = false;
    for (int i = first; i < stack.height(); i++) {
      doubtful |= stack.isDoubtful(i);
    }
    if (count == 0 || (isInPlace(target) && !doubtful)) {
      return;
    }
    for (int i = first; i < stack.height(); i++) {
      out.loadLocal(stack.kind(i), stack.home(i));
      if (stack.isDoubtful(i)) {
        stack.canonicalValue(stack.kind(i));
      }
    }
    storeCarried(target);
  }

  private void branchIf(Target target) {
    Comparison holds = values.takeCondition();
    stack.flush();
    Turns turns = target.turns;
    Step step = turns == null ? null : turns.step();
    if (turns != null && step != null) {
      if (step.hasLimit()) {
        out.pop2();
      } else {
        out.pop();
      }
      loops.countedTurn(target, turns, step);
      return;
    }
    Label stay = out.newLabel();
    holds.opposite().branch(out, stay);
    carryFromHomes(target);
    jump(target);
    out.labelBinding(stay);
  }

  private void branchTable() {
    stack.flush();
    metering.requirePaid();
    stack.load(1);
    stack.taken(1);
    int[] depths = code.labels[draft.at];
    Map<Integer, Label> landings = new LinkedHashMap<>();
    List<SwitchCase> cases = new ArrayList<>();
    for (int i = 0; i < depths.length; i++) {
      Label landing = landings.computeIfAbsent(depths[i], depth -> out.newLabel());
      if (i < depths.length - 1) {
        cases.add(SwitchCase.of(i, landing));
      }
    }
    Label other = landings.computeIfAbsent(depths[depths.length - 1], depth -> out.newLabel());
    if (cases.isEmpty()) {
      out.pop().goto_(other);
    } else {
      out.tableswitch(0, cases.size() - 1, other, cases);
    }
    landings.forEach(
        (depth, landing) -> {
          out.labelBinding(landing);
          Target target = draft.target(depth);
          carryFromHomes(target);
          if (target.kind == Opcode.LOOP) {
            loops.turn(target);
            return;
          }
          target.isReached = true;
          metering.adjust(target.charge);
          out.goto_(target.label);
        });
    draft.leave();
  }
}
