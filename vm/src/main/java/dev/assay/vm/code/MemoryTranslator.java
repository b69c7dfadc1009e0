package dev.assay.vm.code;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.WasmModule;

/** Translates loads and stores; joins them with what made an address or a value. */
final class MemoryTranslator {
  private final Draft draft;
  private final WasmModule module;
  private final InstructionReader in;
  private final Emitter out;
  private final OperandStack stack;

  MemoryTranslator(Draft draft) {
    this.draft = draft;
    this.module = draft.module;
    this.in = draft.in;
    this.out = draft.out;
    this.stack = draft.stack;
  }

  private boolean isPlain(long offset) {
    return in.index() == 0
        && offset >= 0
        && offset <= Integer.MAX_VALUE
        && module.memories().getFirst().size().address() == NumberType.I32;
  }

  void load(Opcode opcode) {
    int operation = Ir.load(opcode);
    if (operation < 0 || !isPlain(in.memoryOffset())) {
      rareAccess(opcode, 1 + Draft.operands(opcode), Draft.resultSlots(opcode));
      return;
    }
    int fused =
        draft.writesLast(draft.top()) ? Ir.addressingLoad(operation, out.lastOperation()) : -1;
    if (fused >= 0) {
      fuseLoad(fused);
      return;
    }
    int address = draft.register(draft.top());
    stack.pop();
    out.beginAt(in.offset(), operation);
    out.word(stack.pushHome(1));
    out.word(address);
    out.word((int) in.memoryOffset());
  }

  private void fuseLoad(int fused) {
    int a = out.lastWord(2);
    int b = out.lastWord(3);
    int c = fused == Ir.LOAD32_S_SCALED ? out.lastWord(4) : 0;
    out.retract();
    stack.pop();
    out.beginAt(in.offset(), fused);
    out.word(stack.pushHome(1));
    out.word(a);
    out.word(b);
    if (fused == Ir.LOAD32_S_SCALED) {
      out.words(c, (int) in.memoryOffset());
    } else {
      out.words((int) in.memoryOffset(), 0);
    }
  }

  void store(Opcode opcode) {
    int operation = Ir.store(opcode);
    if (operation < 0 || !isPlain(in.memoryOffset())) {
      rareAccess(opcode, 1 + Draft.operands(opcode), 0);
      return;
    }
    if (operation == Ir.STORE64 && accumulate()) {
      return;
    }
    int fused =
        draft.writesLast(draft.top()) ? Ir.computingStore(operation, out.lastOperation()) : -1;
    if (fused >= 0 && !draft.isConstant(draft.top() - 1)) {
      fuseStore(fused);
      return;
    }
    int constant = isNarrowConstant(draft.top()) ? Ir.constantStore(operation) : -1;
    int value = constant >= 0 ? (int) stack.value(draft.top()) : draft.register(draft.top());
    int address = draft.register(draft.top() - 1);
    draft.popTwo();
    out.beginAt(in.offset(), constant >= 0 ? constant : operation);
    out.word(address);
    out.word(value);
    out.word((int) in.memoryOffset());
  }

  /**
   * Joins the store of a sum of a loaded value and a product with all that made it, when it goes
   * where the value came from; with the sum of registers that addresses the product's factor, too.
   */
  private boolean accumulate() {
    if (out.lastOperation() != Ir.F64_LOAD_MUL_ADD || !draft.writesLast(draft.top())) {
      return false;
    }
    int factorAddress = out.lastWord(3);
    boolean summed =
        out.operation(1) == Ir.I32_ADD && out.word(1, 1) == factorAddress && out.lastWord(6) == 0;
    int load = summed ? 2 : 1;
    int address = draft.top() - 1;
    if (draft.isConstant(address)
        || out.operation(load) != Ir.LOAD64
        || out.word(load, 1) != out.lastWord(5)
        || out.word(load, 2) != stack.register(address)
        || out.word(load, 3) != (int) in.memoryOffset()) {
      return false;
    }
    int factor = out.lastWord(2);
    int offset = out.lastWord(4);
    int value = out.lastWord(6);
    int factorAt = out.lastOffset();
    out.retract();
    int first = factorAddress;
    if (summed) {
      first = out.lastWord(2);
      value = out.lastWord(3);
      out.retract();
    }
    int placeAt = out.lastOffset();
    out.retract();
    out.beginAt(placeAt, summed ? Ir.F64_ACCUMULATE_SUM : Ir.F64_ACCUMULATE);
    out.words(stack.register(address), factor, first);
    out.words(offset, (int) in.memoryOffset());
    out.words(value, factorAddress);
    out.markLast(1, factorAt);
    draft.popTwo();
    return true;
  }

  private boolean isNarrowConstant(int index) {
    return draft.isConstant(index) && stack.value(index) == (int) stack.value(index);
  }

  private void fuseStore(int fused) {
    int left = out.lastWord(2);
    int right = out.lastWord(3);
    int address = stack.register(draft.top() - 1);
    out.retract();
    draft.popTwo();
    out.beginAt(in.offset(), fused);
    out.word(address);
    out.word(left);
    out.word(right);
    out.words((int) in.memoryOffset(), 0);
  }

  private void rareAccess(Opcode opcode, int operands, int resultSlots) {
    draft.rare(opcode, operands, resultSlots, in.index(), in.lane(), in.memoryOffset(), 0);
  }
}
