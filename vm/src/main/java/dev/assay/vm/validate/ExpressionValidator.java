package dev.assay.vm.validate;

import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SectionId;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What function bodies and initializers have in common: operands, fixed signatures, errors. */
abstract sealed class ExpressionValidator permits FunctionValidator, InitializerValidator {
  final WasmModule module;
  final InstructionReader code;
  final OperandStack operands = new OperandStack();

  ExpressionValidator(WasmModule module) {
    this.module = module;
    this.code = InstructionReader.of(module);
  }

  /** The section of the code, for messages. */
  abstract SectionId section();

  /** The function of the code, for messages; -1 outside of functions. */
  abstract int function();

  final void push(@Nullable ValueType type) {
    operands.push(type);
  }

  final void push(List<ValueType> types) {
    operands.push(types);
  }

  final @Nullable ValueType pop() {
    if (operands.isBare()) {
      throw mismatch("an operand", "nothing");
    }
    return operands.pop();
  }

  final void pop(ValueType expected) {
    if (operands.isBare()) {
      throw mismatch(expected.toString(), "nothing");
    }
    ValueType found = operands.pop();
    if (found != null && !found.equals(expected)) {
      throw mismatch(expected.toString(), found.toString());
    }
  }

  final void pop(List<ValueType> expected) {
    if (!operands.popExactly(expected)) {
      popSingly(expected);
    }
  }

  /** Where operands are unknown or missing, one by one from the top. */
  private void popSingly(List<ValueType> expected) {
    for (int i = expected.size() - 1; i >= 0; i--) {
      pop(expected.get(i));
    }
  }

  /** An instruction whose row in the table says all. */
  final void applySignature(Opcode opcode) {
    Signature signature = opcode.signature();
    if (signature == null) {
      throw new AssertionError(opcode + " has a rule of its own");
    }
    popAll(signature);
    pushAll(signature);
  }

  final void popAll(Signature signature) {
    List<NumberType> pops = signature.pops();
    for (int i = pops.size() - 1; i >= 0; i--) {
      pop(pops.get(i));
    }
  }

  final void pushAll(Signature signature) {
    List<NumberType> pushes = signature.pushes();
    for (int i = 0; i < pushes.size(); i++) {
      operands.push(pushes.get(i));
    }
  }

  final void pushFunctionReference() {
    checkFunction(code.index());
    push(ReferenceType.FUNCREF);
  }

  final void checkFunction(int index) {
    checkIndex("function", index, module.functions().size());
  }

  final void checkIndex(String what, int index, int count) {
    if (Integer.compareUnsigned(index, count) >= 0) {
      throw invalid(
          "unknown " + what + " " + Integer.toUnsignedString(index), "there are " + count);
    }
  }

  final InvalidModule mismatch(String expected, String found) {
    return invalid(
        "type mismatch", code.opcode().mnemonic() + " expected " + expected + ", found " + found);
  }

  final InvalidModule invalid(String problem, String detail) {
    return new InvalidModule(problem, detail, section(), function(), code.offset());
  }
}
