package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.assay.vm.isa.Opcode;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Objects;

/** The heads of loops and how they turn, see {@link Turns}. */
final class LoopEmission {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final MethodTypeDesc LONG_LONG = MethodTypeDesc.of(CD_long, CD_long, CD_long);
  private static final MethodTypeDesc INT_INT = MethodTypeDesc.of(CD_int, CD_int, CD_int);

  private final MethodDraft draft;
  private final GasEmission metering;
  private final FunctionCode code;
  private final CodeBuilder out;
  private final Operands stack;
  private final int gas;

  LoopEmission(MethodDraft draft, GasEmission metering) {
    this.draft = draft;
    this.metering = metering;
    this.code = draft.code;
    this.out = draft.out;
    this.stack = draft.stack;
    this.gas = draft.gas;
  }

  /**
   * The head of a loop, where control comes back now and then, and the start behind it, where
   * control comes back while what was found out at the head lasts. That is as many turns as the
   * loop's variable says, or as long as the counter of the loop is before it, or the gas. Who
   * arrives from outside does not ask whether the run was cancelled: many loops are short. Where
   * turns cost nothing he does, because nothing then ends the turns of a loop around it.
   */
  void openLoop() {
    stack.canonical(code.blockType(draft.at).parameters().size());
    stack.flush();
    Target target = draft.open(Opcode.LOOP, draft.charge());
    Turns turns = Objects.requireNonNull(code.turns[draft.at]);
    target.turns = turns;
    target.end = code.end(draft.at);
    long most = (long) Turns.MOST * (code.charges[code.end(draft.at)] - draft.charge());
    Label begin = out.newLabel();
    if (most > 0) {
      out.goto_(begin);
    }
    target.head = out.newBoundLabel();
    draft.noteSite();
    metering.poll();
    out.labelBinding(begin);
    Step step = turns.step();
    int left = draft.turns(turns);
    if (!turns.isBounded() && most > 0) {
      out.lload(gas)
          .loadConstant(most)
          .lsub()
          .loadConstant((long) code.charges[code.end(draft.at)]);
      out.invokestatic(MATH, "max", LONG_LONG).lstore(left);
      out.labelBinding(target.label);
      return;
    }
    if (step == null) {
      out.loadConstant(Turns.MOST);
    } else {
      pushCounter(step);
      out.loadConstant(step.by() * Turns.MOST).iadd();
      pushLimit(step);
      out.invokestatic(MATH, step.by() > 0 ? "min" : "max", INT_INT);
    }
    out.istore(left);
    if (most > 0) {
      Label enough = out.newLabel();
      out.lload(gas).loadConstant(draft.charge() + most).lcmp().ifge(enough);
      out.loadConstant(step == null ? 1 : step.by() > 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE);
      out.istore(left);
      out.labelBinding(enough);
    }
    out.labelBinding(target.label);
  }

  /** Goes back to the start of a loop without another condition. */
  void turn(Target target) {
    target.isReached = true;
    Turns turns = target.turns;
    if (turns == null) {
      draft.noteSite();
      metering.pay();
      metering.adjust(target.charge);
      out.goto_(target.label);
      return;
    }
    Label again = out.newLabel();
    int left = draft.turns(turns);
    if (turns.isBounded() || target.charge == code.charges[target.end]) {
      out.iinc(left, -1).iload(left).ifgt(again);
    } else {
      out.lload(gas).lload(left).lcmp().ifge(again);
    }
    askAtHead(target, again);
  }

  /** The turn of a loop that counts. */
  void countedTurn(Target target, Turns turns, Step step) {
    Label again = out.newLabel();
    Label stay = out.newLabel();
    target.isReached = true;
    pushCounter(step);
    out.iload(draft.turns(turns));
    if (step.by() > 0) {
      out.if_icmplt(again);
    } else {
      out.if_icmpgt(again);
    }
    pushCounter(step);
    pushLimit(step);
    out.if_icmpeq(stay);
    askAtHead(target, again);
    out.labelBinding(stay);
  }

  /** Goes back to the head, which asks; who comes to {@code again} goes to the start behind it. */
  private void askAtHead(Target target, Label again) {
    draft.noteSite();
    metering.pay();
    metering.adjust(target.charge);
    out.goto_(Objects.requireNonNull(target.head));
    out.labelBinding(again);
    metering.adjust(target.charge);
    out.goto_(target.label);
  }

  private void pushCounter(Step step) {
    out.iload(draft.locals[step.counter()]);
  }

  private void pushLimit(Step step) {
    if (step.limitLocal() >= 0) {
      out.iload(draft.locals[step.limitLocal()]);
    } else {
      out.loadConstant(step.limit());
    }
  }
}
