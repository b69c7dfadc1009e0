package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.WasmModule;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/** Calls and returns. */
final class CallEmission {
  private final MethodDraft draft;
  private final GasEmission metering;
  private final Names names;
  private final WasmModule module;
  private final FunctionCode code;
  private final CodeBuilder out;
  private final Operands stack;
  private final int defined;
  private final int run;
  private final int slots;
  private final int exit;
  private final @Nullable Part part;

  CallEmission(MethodDraft draft, GasEmission metering) {
    this.draft = draft;
    this.metering = metering;
    this.names = draft.names;
    this.module = draft.module;
    this.code = draft.code;
    this.out = draft.out;
    this.stack = draft.stack;
    this.defined = draft.defined;
    this.run = draft.run;
    this.slots = draft.slots;
    this.exit = draft.exit;
    this.part = draft.part;
  }

  void call(Opcode opcode) {
    int index = code.indices[draft.at];
    switch (opcode) {
      case CALL -> callDirect(index, module.functions().get(index));
      case CALL_INDIRECT -> callIndirect(index, module.types().get(index), false);
      case RETURN_CALL -> {
        FunctionType type = module.functions().get(index);
        if (index < module.importedFunctions()) {
          callDirect(index, type);
          emitReturn();
        } else {
          tailCall(index, type);
        }
        draft.leave();
      }
      default -> {
        callIndirect(index, module.types().get(index), true);
        draft.leave();
      }
    }
  }

  /** The interpreter goes on instead of this function, in constant space for any number of them. */
  private void tailCall(int function, FunctionType type) {
    int count = type.parameters().size();
    stack.canonical(count);
    stack.load(count);
    draft.noteSite();
    metering.pay();
    noteTail();
    out.aload(run);
    metering.pushInk();
    out.iload(slots).loadConstant(function);
    int number = names.unit().functionTypeNumber(function);
    out.invokestatic(Names.SHARED, Names.bridge(number), Names.bridgeType(type));
    stack.taken(count);
    returnTail(type);
  }

  /** What this function weighs no longer counts while the next call runs. */
  private void noteTail() {
    out.aload(run).loadConstant(names.unit().callWeight(defined));
    out.putfield(Kinds.RUN, "tailWeight", CD_int);
  }

  /** Returns with what a tail call left: the gas and all results are where a return puts them. */
  private void returnTail(FunctionType type) {
    TypeKind result = Kinds.result(type);
    Part self = part;
    if (self == null) {
      out.return_(result);
      return;
    }
    switch (result.slotSize()) {
      case 1 -> out.pop();
      case 2 -> out.pop2();
      default -> {}
    }
    self.returns = true;
    out.loadConstant(Part.RETURNED).ireturn();
  }

  private void callDirect(int function, FunctionType type) {
    int count = type.parameters().size();
    stack.canonical(count);
    stack.load(count);
    draft.noteSite();
    metering.pay();
    out.aload(run);
    metering.pushInk();
    out.iload(slots);
    ClassDesc owner = names.owner(function);
    if (owner != null) {
      int callee = function - module.importedFunctions();
      out.invokestatic(owner, Names.function(callee), Names.functionType(type));
    } else {
      out.loadConstant(function);
      int number = names.unit().functionTypeNumber(function);
      out.invokestatic(Names.SHARED, Names.bridge(number), Names.bridgeType(type));
    }
    returned(type, count);
  }

  private void callIndirect(int typeIndex, FunctionType type, boolean isTail) {
    int count = type.parameters().size() + 1;
    int table = code.indices2[draft.at];
    stack.canonical(count);
    stack.load(count);
    draft.noteSite();
    out.aload(run).loadConstant(table).loadConstant(typeIndex);
    ClassDesc index = stack.kind(stack.height() - 1).upperBound();
    out.invokestatic(
        Kinds.RUN, "indirect", MethodTypeDesc.of(CD_int, index, Kinds.RUN, CD_int, CD_int));
    metering.pay();
    int number = names.unit().typeNumber(typeIndex);
    if (isTail) {
      out.istore(exit);
      noteTail();
      out.aload(run);
      metering.pushInk();
      out.iload(slots).iload(exit);
      out.invokestatic(Names.SHARED, Names.bridge(number), Names.bridgeType(type));
      stack.taken(count);
      returnTail(type);
      return;
    }
    out.aload(run);
    metering.pushInk();
    out.iload(slots);
    out.invokestatic(Names.SHARED, Names.indirect(number), Names.indirectType(type));
    returned(type, count);
  }

  private void returned(FunctionType type, int operands) {
    stack.taken(operands);
    metering.resume();
    draft.reloadMemory();
    if (type.results().size() == 1) {
      stack.push(Kinds.of(type.results().getFirst()));
      return;
    }
    for (int i = 0; i < type.results().size(); i++) {
      draft.pushPassed(i, Kinds.of(type.results().get(i)));
    }
  }

  void emitReturn() {
    FunctionType type = code.body.type();
    int count = type.results().size();
    stack.canonical(count);
    draft.noteSite();
    metering.pay();
    stack.load(count);
    Part self = part;
    if (count > 1 || self != null) {
      for (int i = count - 1; i >= 0; i--) {
        draft.pass(Kinds.of(type.results().get(i)), i);
      }
    }
    out.aload(run);
    metering.pushInk();
    out.putfield(Kinds.RUN, "gas", CD_long);
    if (self != null) {
      self.returns = true;
      out.loadConstant(Part.RETURNED).ireturn();
    } else {
      out.return_(Kinds.result(type));
    }
  }
}
