package dev.assay.vm.validate;

import dev.assay.vm.module.ConstantExpression;
import dev.assay.vm.module.GlobalType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.SectionId;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;

/** Checks constant expressions: initial values of globals, offsets and items of segments. */
final class InitializerValidator extends ExpressionValidator {
  private final boolean[] referable;
  private SectionId section = SectionId.GLOBAL;
  private int readableGlobals;

  /**
   * @param referable by function index: set for the functions that initializers refer to
   */
  InitializerValidator(WasmModule module, boolean[] referable) {
    super(module);
    this.referable = referable;
  }

  @Override
  SectionId section() {
    return section;
  }

  @Override
  int function() {
    return -1;
  }

  /**
   * Checks one initializer.
   *
   * @param where the section it stands in
   * @param globals how many globals exist before it
   */
  void validate(ConstantExpression expression, ValueType type, SectionId where, int globals) {
    section = where;
    readableGlobals = globals;
    code.reset(expression);
    operands.clear();
    while (code.next()) {
      instruction(type);
    }
  }

  private void instruction(ValueType type) {
    switch (code.opcode()) {
      case I32_CONST, I64_CONST, F32_CONST, F64_CONST, V128_CONST -> applySignature(code.opcode());
      case I32_ADD, I32_SUB, I32_MUL, I64_ADD, I64_SUB, I64_MUL -> applySignature(code.opcode());
      case REF_NULL -> push(ReferenceType.to(code.heapType()));
      case REF_FUNC -> {
        pushFunctionReference();
        referable[code.index()] = true;
      }
      case GLOBAL_GET -> readGlobal();
      case END -> finish(type);
      default -> throw invalid("constant expression required", "found " + code.opcode().mnemonic());
    }
  }

  private void readGlobal() {
    checkIndex("global", code.index(), readableGlobals);
    GlobalType global = module.globals().get(code.index());
    if (global.mutable()) {
      throw invalid("constant expression required", "global " + code.index() + " is mutable");
    }
    push(global.type());
  }

  private void finish(ValueType type) {
    pop(type);
    if (operands.size() != 0) {
      throw mismatch("one value, " + type, "more");
    }
  }
}
