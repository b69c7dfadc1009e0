package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.WasmModule;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/** What instructions become that compute, or move values between operands, locals and memory. */
final class ValueEmission {
  private static final MethodTypeDesc PASS = MethodTypeDesc.of(CD_void, CD_long, Kinds.RUN, CD_int);
  private static final MethodTypeDesc LONG_AT = MethodTypeDesc.of(CD_long, CD_int);
  private static final MethodTypeDesc RARE =
      MethodTypeDesc.of(CD_long, CD_int, CD_int, CD_int, CD_long, CD_long, CD_int);

  private final MethodDraft draft;
  private final WasmModule module;
  private final FunctionCode code;
  private final CodeBuilder out;
  private final Operands stack;
  private final int[] locals;
  private final boolean[] lazy;
  private final int run;
  private @Nullable Comparison condition;

  ValueEmission(MethodDraft draft) {
    this.draft = draft;
    this.module = draft.module;
    this.code = draft.code;
    this.out = draft.out;
    this.stack = draft.stack;
    this.locals = draft.locals;
    this.lazy = code.lazyLocals();
    this.run = draft.run;
  }

  private static Signature signature(Opcode opcode) {
    Signature signature = opcode.signature();
    if (signature == null) {
      throw new IllegalStateException("no signature: " + opcode);
    }
    return signature;
  }

  void numeric(Opcode opcode) {
    Signature signature = signature(opcode);
    int count = signature.pops().size();
    if (NumericEmission.needsCanonical(opcode)) {
      stack.canonical(count);
    }
    if (NumericEmission.canTrap(opcode)) {
      draft.noteSite();
    }
    stack.load(count);
    NumericEmission.emit(out, opcode);
    stack.taken(count);
    NumberType result = signature.pushes().getFirst();
    stack.push(Kinds.of(result), NumericEmission.leavesAnyNan(opcode));
  }

  void comparison(Opcode opcode) {
    Comparison known = condition;
    if (known != null && opcode == Opcode.I32_EQZ) {
      condition = known.opposite();
      return;
    }
    Comparison comparison = Comparison.of(opcode);
    if (comparison == null) {
      throw new IllegalStateException("no comparison: " + opcode);
    }
    int count = signature(opcode).pops().size();
    if (isConditionNext()) {
      stack.loadOnly(count);
      stack.taken(count);
      condition = comparison;
    } else {
      stack.load(count);
      comparison.value(out);
      stack.taken(count);
      stack.push(TypeKind.INT);
    }
  }

  /** Whether what is computed here goes straight to a branch, perhaps negated. */
  private boolean isConditionNext() {
    int next = draft.at + 1;
    while (code.opcodes[next] == Opcode.I32_EQZ) {
      next++;
    }
    return code.opcodes[next] == Opcode.BR_IF || code.opcodes[next] == Opcode.IF;
  }

  /** The condition of a branch, with nothing else on the JVM's stack. */
  Comparison takeCondition() {
    Comparison known = condition;
    if (known != null) {
      condition = null;
      return known;
    }
    stack.loadOnly(1);
    stack.taken(1);
    return Comparison.NOT_ZERO;
  }

  void constant(Opcode opcode) {
    long bits = code.immediates[draft.at];
    if (NumericEmission.isRotation(code.opcodes[draft.at + 1])
        && code.explicit[draft.at + 1] == 0) {
      stack.load(1);
      draft.at++;
      NumericEmission.rotate(out, code.opcodes[draft.at], (int) bits);
      return;
    }
    switch (opcode) {
      case I32_CONST -> {
        out.loadConstant((int) bits);
        stack.push(TypeKind.INT);
      }
      case I64_CONST -> {
        out.loadConstant(bits);
        stack.push(TypeKind.LONG);
      }
      case F32_CONST -> {
        float value = Float.intBitsToFloat((int) bits);
        if (Float.isNaN(value)) {
          out.loadConstant((int) bits);
          Kinds.fromBits(out, TypeKind.FLOAT);
        } else {
          out.loadConstant(value);
        }
        stack.push(TypeKind.FLOAT);
      }
      default -> {
        double value = Double.longBitsToDouble(bits);
        if (Double.isNaN(value)) {
          out.loadConstant(bits);
          Kinds.fromBits(out, TypeKind.DOUBLE);
        } else {
          out.loadConstant(value);
        }
        stack.push(TypeKind.DOUBLE);
      }
    }
  }

  void reference(Opcode opcode) {
    switch (opcode) {
      case REF_NULL -> {
        out.lconst_0();
        stack.push(TypeKind.LONG);
      }
      case REF_IS_NULL -> {
        stack.load(1);
        out.lconst_0().lcmp();
        stack.taken(1);
        stack.push(TypeKind.INT);
        Comparison.NOT_ZERO.opposite().value(out);
      }
      default -> {
        out.aload(run).loadConstant(code.indices[draft.at]);
        out.invokevirtual(Kinds.RUN, "handle", LONG_AT);
        stack.push(TypeKind.LONG);
      }
    }
  }

  void parametric(Opcode opcode) {
    if (opcode == Opcode.DROP) {
      stack.drop();
      return;
    }
    int first = stack.height() - 3;
    boolean doubtful = stack.isDoubtful(first) && stack.isDoubtful(first + 1);
    if (!doubtful) {
      stack.canonical(3);
    }
    stack.load(3);
    TypeKind kind = stack.kind(first);
    Label keepFirst = out.newLabel();
    Label done = out.newLabel();
    out.ifne(keepFirst);
    if (kind.slotSize() == 2) {
      out.dup2_x2().pop2().pop2().goto_(done);
      out.labelBinding(keepFirst).pop2();
    } else {
      out.swap().pop().goto_(done);
      out.labelBinding(keepFirst).pop();
    }
    out.labelBinding(done);
    stack.taken(3);
    stack.push(kind, doubtful);
  }

  void local(Opcode opcode) {
    int local = code.indices[draft.at];
    TypeKind kind = draft.kind(local);
    if (opcode == Opcode.LOCAL_GET) {
      out.loadLocal(kind, locals[local]);
      stack.push(kind, lazy[local]);
      return;
    }
    if (!lazy[local]) {
      stack.canonical(1);
    }
    stack.load(1);
    if (opcode == Opcode.LOCAL_TEE) {
      if (kind.slotSize() == 2) {
        out.dup2();
      } else {
        out.dup();
      }
    } else {
      stack.taken(1);
    }
    out.storeLocal(kind, locals[local]);
  }

  void global(Opcode opcode) {
    int global = code.indices[draft.at];
    TypeKind kind = Kinds.of(module.globals().get(global).type());
    if (opcode == Opcode.GLOBAL_GET) {
      out.aload(run).loadConstant(global).invokevirtual(Kinds.RUN, "global", LONG_AT);
      Kinds.fromSlot(out, kind);
      stack.push(kind);
    } else {
      stack.canonical(1);
      stack.load(1);
      Kinds.toSlot(out, kind);
      out.aload(run).loadConstant(global).invokestatic(Kinds.RUN, "global", PASS);
      stack.taken(1);
    }
  }

  void access(Opcode opcode) {
    if (!MemoryEmission.isPlain(
        module, opcode, code.indices[draft.at], code.immediates[draft.at])) {
      rare(opcode);
      return;
    }
    Signature signature = signature(opcode);
    int count = 1 + signature.pops().size();
    stack.canonical(signature.pops().size());
    stack.load(count);
    out.lineNumber(draft.siteHere());
    int offset = (int) code.immediates[draft.at];
    if (count == 1) {
      draft.memory.load(opcode, offset);
    } else {
      draft.memory.store(opcode, offset);
    }
    stack.taken(count);
    if (count == 1) {
      stack.push(Kinds.of(signature.pushes().getFirst()));
    }
  }

  /** Operands into their places, then one call for whatever it is. */
  void rare(Opcode opcode) {
    int count = RareShape.operands(opcode);
    stack.canonical(count);
    stack.load(count);
    for (int i = count - 1; i >= 0; i--) {
      draft.pass(stack.kind(stack.height() - count + i), i);
    }
    stack.taken(count);
    draft.noteSite();
    boolean isAccess = Emission.of(opcode) == Emission.MEMORY;
    out.aload(run).loadConstant(opcode.ordinal()).loadConstant(code.indices[draft.at]);
    out.loadConstant(isAccess ? 0 : code.indices2[draft.at]);
    out.loadConstant(isAccess ? code.immediates[draft.at] : 0L);
    out.lload(draft.gas).loadConstant(draft.charge());
    out.invokevirtual(Kinds.RUN, "rare", RARE).lstore(draft.gas);
    TypeKind result = RareShape.result(opcode, module, code.indices[draft.at]);
    if (result != TypeKind.VOID) {
      draft.pushPassed(0, result);
    }
    if (opcode == Opcode.MEMORY_GROW) {
      draft.reloadMemory();
    }
  }
}
