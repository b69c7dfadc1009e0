package dev.assay.vm.code;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.exec.CompiledCode;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.WasmModule;
import org.jspecify.annotations.Nullable;

/** Translates calls and returns. */
final class CallTranslator {
  private final Draft draft;
  private final WasmModule module;
  private final InstructionReader in;
  private final Emitter out;
  private final OperandStack stack;
  private final CallTargets targets;
  private final boolean observed;
  private final @Nullable CompiledCode compiled;

  CallTranslator(
      Draft draft, CallTargets targets, boolean observed, @Nullable CompiledCode compiled) {
    this.draft = draft;
    this.module = draft.module;
    this.in = draft.in;
    this.out = draft.out;
    this.stack = draft.stack;
    this.targets = targets;
    this.observed = observed;
    this.compiled = compiled;
  }

  void translate(Opcode opcode) {
    switch (opcode) {
      case CALL -> call(in.index());
      case CALL_INDIRECT -> callIndirect();
      case RETURN_CALL -> tailCall(in.index());
      default -> tailCallIndirect();
    }
  }

  private void call(int function) {
    FunctionType type = module.functions().get(function);
    int base = passArguments(type);
    if (function < module.importedFunctions() || isCompiled(function)) {
      out.beginAt(in.offset(), Ir.CALL_IMPORT);
      out.word(function);
    } else {
      out.beginAt(in.offset(), Ir.CALL);
      targets.refer(out, function - module.importedFunctions());
    }
    out.word(base);
    out.word(draft.charge);
    out.barrier();
    draft.pushResults(type);
  }

  private boolean isCompiled(int function) {
    return compiled != null && compiled.contains(function - module.importedFunctions());
  }

  private int passArguments(FunctionType type) {
    int count = type.parameters().size();
    draft.settleTop(count);
    stack.truncate(stack.height() - count);
    return stack.home(stack.height());
  }

  private void callIndirect() {
    FunctionType type = module.types().get(in.index());
    int index = draft.register(draft.top());
    stack.pop();
    int base = passArgumentsBelow(type, index);
    out.beginAt(in.offset(), Ir.CALL_INDIRECT);
    out.word(compiled == null ? in.index2() : ~in.index2());
    out.word(in.index());
    out.word(index);
    out.word(base);
    out.word(draft.charge);
    out.barrier();
    draft.pushResults(type);
  }

  /** Passing arguments writes only below the index's home, so the index stays where it is. */
  private int passArgumentsBelow(FunctionType type, int index) {
    int base = passArguments(type);
    assert index < draft.link || index >= base : "index operand overwritten";
    return base;
  }

  private void tailCall(int function) {
    FunctionType type = module.functions().get(function);
    if (function < module.importedFunctions()) {
      call(function);
      returnOperands();
      draft.leave();
      return;
    }
    int base = passArguments(type);
    emitLeave();
    out.beginAt(in.offset(), Ir.TAIL_CALL);
    targets.refer(out, function - module.importedFunctions());
    out.word(base);
    emitTail(type);
    draft.leave();
  }

  private void tailCallIndirect() {
    FunctionType type = module.types().get(in.index());
    int index = draft.register(draft.top());
    stack.pop();
    int base = passArgumentsBelow(type, index);
    emitLeave();
    out.beginAt(in.offset(), Ir.TAIL_CALL_INDIRECT);
    out.word(in.index2());
    out.word(in.index());
    out.word(index);
    out.word(base);
    emitTail(type);
    draft.pushResults(type);
    returnOperands();
    draft.leave();
  }

  private void emitTail(FunctionType type) {
    out.word(type.parameterSlots());
    out.word(draft.link);
    out.word(draft.weight);
    out.word(draft.charge);
    out.barrier();
  }

  private void emitLeave() {
    if (observed) {
      out.emit(Ir.LEAVE, draft.charge, 0);
      out.barrier();
    }
  }

  void returnOperands() {
    int count = draft.body.type().results().size();
    int slots = draft.body.type().resultSlots();
    int first = stack.height() - count;
    if (slots > 1) {
      draft.settleTop(count);
    }
    int register = slots == 0 ? 0 : slots == 1 ? draft.register(first) : stack.home(first);
    emitLeave();
    out.beginAt(in.offset(), slots > 1 ? Ir.RETURN_MANY : Ir.RETURN);
    out.words(draft.link, draft.weight);
    out.words(draft.charge, register);
    out.word(slots);
    out.barrier();
  }
}
