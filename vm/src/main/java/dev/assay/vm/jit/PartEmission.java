package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ValueType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How outlined parts of a function are entered and left, see {@link Part}. */
final class PartEmission {
  private static final MethodTypeDesc STOP = MethodTypeDesc.of(CD_Throwable);
  private static final MethodTypeDesc LONG_AT = MethodTypeDesc.of(CD_long, CD_int);

  private final MethodDraft draft;
  private final ControlEmission control;
  private final Names names;
  private final FunctionCode code;
  private final CodeBuilder out;
  private final Operands stack;
  private final List<Target> targets;
  private final int[] locals;
  private final int run;
  private final int gas;
  private final int slots;
  private final int site;
  private final int exit;
  private final @Nullable Part part;

  PartEmission(MethodDraft draft, ControlEmission control) {
    this.draft = draft;
    this.control = control;
    this.names = draft.names;
    this.code = draft.code;
    this.out = draft.out;
    this.stack = draft.stack;
    this.targets = draft.targets;
    this.locals = draft.locals;
    this.run = draft.run;
    this.gas = draft.gas;
    this.slots = draft.slots;
    this.site = draft.site;
    this.exit = draft.exit;
    this.part = draft.part;
  }

  /** Begins a part. */
  void enter(Part self) {
    for (int local : self.fresh) {
      Kinds.zero(out, draft.kind(local));
      out.storeLocal(draft.kind(local), locals[local]);
    }
    out.iconst_0().istore(site);
    draft.reloadMemory();
    openOutside(self.region);
  }

  /** Ends a part. */
  void leave(Part self) {
    self.fallsThrough = draft.reachable;
    if (draft.reachable) {
      leavePart(self, Part.FELL_THROUGH);
    }
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).isReached) {
        self.exits.add(i);
        out.labelBinding(targets.get(i).label);
        leavePart(self, i + 1);
      }
    }
  }

  private void openOutside(Region region) {
    int end = code.count() - 1;
    targets.add(new Target(Opcode.BLOCK, code.body.type(), 0, out.newLabel(), code.charges[end]));
    for (int start : region.enclosing()) {
      Opcode kind = code.opcodes[start];
      int place = kind == Opcode.LOOP ? start : code.end(start);
      targets.add(new Target(kind, code.blockType(start), 0, out.newLabel(), code.charges[place]));
    }
    targets.forEach(target -> target.isOutside = true);
  }

  private void leavePart(Part self, int how) {
    for (int i = 0; i < self.written.length; i++) {
      int local = self.written[i];
      out.loadLocal(draft.kind(local), locals[local]);
      draft.spill(draft.kind(local), i);
    }
    out.aload(run).lload(gas).putfield(Kinds.RUN, "gas", CD_long);
    out.loadConstant(how).ireturn();
  }

  /** Calls an outlined part and goes on as it was left. */
  void callPart(Part callee) {
    stack.flush();
    out.iconst_0().istore(site);
    for (int local : callee.used) {
      out.loadLocal(draft.kind(local), locals[local]);
    }
    out.aload(run).lload(gas).iload(slots);
    ClassDesc owner = Objects.requireNonNull(names.owner(code.body.function()));
    out.invokestatic(owner, callee.name(names), callee.type()).istore(exit);
    out.aload(run).getfield(Kinds.RUN, "gas", CD_long).lstore(gas);
    draft.reloadMemory();
    if (callee.returns) {
      Label other = out.newLabel();
      out.iload(exit).loadConstant(Part.RETURNED).if_icmpne(other);
      passReturn();
      out.labelBinding(other);
    }
    for (int i = 0; i < callee.written.length; i++) {
      int local = callee.written[i];
      draft.pushSpilled(draft.kind(local), i);
      out.storeLocal(draft.kind(local), locals[local]);
    }
    for (int place : callee.exits) {
      Label other = out.newLabel();
      out.iload(exit).loadConstant(place + 1).if_icmpne(other);
      passBranch(callee, targets.get(place));
      out.labelBinding(other);
    }
    if (!callee.fallsThrough) {
      draft.noteSite();
      out.invokestatic(Kinds.RUN, "unreachable", STOP).athrow();
      draft.leave();
    }
  }

  private void passReturn() {
    Part self = part;
    if (self != null) {
      self.returns = true;
      out.loadConstant(Part.RETURNED).ireturn();
      return;
    }
    TypeKind result = Kinds.result(code.body.type());
    if (result != TypeKind.VOID) {
      out.aload(run).iconst_0().invokevirtual(Kinds.RUN, "passed", LONG_AT);
      Kinds.fromSlot(out, result);
    }
    out.return_(result);
  }

  private void passBranch(Part callee, Target target) {
    List<ValueType> carried = target.carried();
    for (int i = 0; i < carried.size(); i++) {
      draft.pushSpilled(Kinds.of(carried.get(i)), callee.written.length + i);
    }
    control.storeCarried(target);
    target.isReached = true;
    Label head = target.head;
    out.goto_(head == null ? target.label : head);
  }
}
