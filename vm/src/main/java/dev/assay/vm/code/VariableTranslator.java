package dev.assay.vm.code;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.LocalGroup;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;

/** Translates constants, locals, globals and choices between two operands. */
final class VariableTranslator {
  private final Draft draft;
  private final WasmModule module;
  private final InstructionReader in;
  private final Emitter out;
  private final OperandStack stack;
  private final int[] localRegisters;
  private final ValueType[] localTypes;

  VariableTranslator(Draft draft) {
    this.draft = draft;
    this.module = draft.module;
    this.in = draft.in;
    this.out = draft.out;
    this.stack = draft.stack;
    int count = draft.body.type().parameters().size() + draft.body.localCount();
    this.localRegisters = new int[count];
    this.localTypes = new ValueType[count];
    layOutLocals(draft.body);
  }

  private void layOutLocals(FunctionBody body) {
    int local = 0;
    int register = 0;
    for (ValueType type : body.type().parameters()) {
      localTypes[local] = type;
      localRegisters[local++] = register;
      register += type.slots();
    }
    for (LocalGroup group : body.locals()) {
      for (int i = 0; i < group.count(); i++) {
        localTypes[local] = group.type();
        localRegisters[local++] = register;
        register += group.type().slots();
      }
    }
  }

  void constant(Opcode opcode) {
    switch (opcode) {
      case I32_CONST, I64_CONST, F64_CONST -> stack.pushConstant(in.constant());
      case V128_CONST -> draft.rare(opcode, 0, 2, 0, 0, in.constant(), in.constantHigh());
      default -> stack.pushNarrow(in.constant());
    }
  }

  void local(Opcode opcode) {
    int local = in.index();
    int register = localRegisters[local];
    switch (opcode) {
      case LOCAL_GET -> stack.pushLocal(register, localTypes[local].slots());
      case LOCAL_SET -> setLocal(register);
      default -> {
        setLocal(register);
        stack.pushLocal(register, localTypes[local].slots());
      }
    }
  }

  private void setLocal(int register) {
    int value = draft.top();
    boolean moved = false;
    for (int i = draft.labels.getLast().height; i < value; i++) {
      if (stack.kind(i) == OperandStack.LOCAL && stack.value(i) == register) {
        draft.settle(i);
        moved = true;
      }
    }
    if (!moved && draft.writesLast(value)) {
      out.lastWord(1, register);
    } else {
      draft.copy(value, register);
    }
    stack.pop();
  }

  void global(Opcode opcode) {
    int global = in.index();
    int slots = module.globals().get(global).type().slots();
    if (slots > 1) {
      draft.rare(
          opcode, opcode == Opcode.GLOBAL_GET ? 0 : 1, opcode == Opcode.GLOBAL_GET ? slots : 0);
    } else if (opcode == Opcode.GLOBAL_GET) {
      out.emit(Ir.GLOBAL_GET, stack.pushHome(1), global);
    } else {
      out.emit(Ir.GLOBAL_SET, global, draft.register(draft.top()));
      stack.pop();
    }
  }

  void parametric(Opcode opcode) {
    if (opcode == Opcode.DROP) {
      stack.pop();
      return;
    }
    int condition = draft.top();
    int first = condition - 2;
    if (stack.slots(first) > 1) {
      draft.settleTop(3);
      draft.rare(Opcode.SELECT_TYPED, 3, stack.slots(first));
      return;
    }
    int a = draft.register(first);
    int b = draft.register(first + 1);
    int c = draft.register(condition);
    draft.popTwo();
    stack.pop();
    out.emit(Ir.SELECT, stack.pushHome(1), a, b);
    out.words(c, 0);
  }
}
