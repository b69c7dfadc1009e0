package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_long;

import dev.assay.vm.jit.WideProducts.Substitute;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** What becomes of {@link WideProducts}. */
final class ProductEmission {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final MethodTypeDesc LONG_LONG = MethodTypeDesc.of(CD_long, CD_long, CD_long);

  private final WideProducts products;
  private final CodeBuilder out;
  private final Operands stack;
  private final int factor;

  ProductEmission(MethodDraft draft) {
    this.products = draft.code.products;
    this.out = draft.out;
    this.stack = draft.stack;
    this.factor = draft.factor;
  }

  /** Keeps, drops or replaces the value that an instruction has just left. */
  void finish(int instruction) {
    boolean isUnread = products.unread().contains(instruction);
    int place = products.keep(instruction);
    if (place >= 0) {
      stack.load(1);
      out.dup2().lstore(factor + 2 * place);
    }
    Substitute by = products.substitute(instruction);
    boolean isAbsent = products.absent().contains(instruction);
    if (isUnread || (by != null && !isAbsent)) {
      stack.drop();
    }
    if (by != null) {
      push(by);
    }
  }

  private void push(Substitute by) {
    switch (by.half()) {
      case NOTHING -> out.lconst_0();
      case LOW -> {
        pushFactors(by);
        out.lmul();
      }
      case HIGH -> {
        pushFactors(by);
        out.invokestatic(MATH, "unsignedMultiplyHigh", LONG_LONG);
      }
    }
    stack.push(TypeKind.LONG);
  }

  private void pushFactors(Substitute by) {
    out.lload(factor + 2 * products.keep(by.left()));
    out.lload(factor + 2 * products.keep(by.right()));
  }
}
