package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_long;

import dev.assay.vm.jit.WideProducts.Constant;
import dev.assay.vm.jit.WideProducts.Kept;
import dev.assay.vm.jit.WideProducts.Product;
import dev.assay.vm.jit.WideProducts.Term;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

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

  /** Replaces or keeps the value that an instruction has just left. */
  void finish(int instruction) {
    List<Term> sum = products.sums().get(instruction);
    if (sum != null) {
      stack.drop();
      push(sum);
    }
    int place = products.keep(instruction);
    if (place >= 0) {
      stack.load(1);
      out.dup2().lstore(factor + 2 * place);
    }
  }

  private void push(List<Term> sum) {
    push(sum.getFirst());
    for (Term term : sum.subList(1, sum.size())) {
      push(term);
      out.ladd();
    }
    stack.push(TypeKind.LONG);
  }

  private void push(Term term) {
    switch (term) {
      case Constant(long bits) -> out.loadConstant(bits);
      case Kept(int instruction) -> pushKept(instruction);
      case Product(boolean isHigh, int left, int right) -> {
        pushKept(left);
        pushKept(right);
        if (isHigh) {
          out.invokestatic(MATH, "unsignedMultiplyHigh", LONG_LONG);
        } else {
          out.lmul();
        }
      }
    }
  }

  private void pushKept(int instruction) {
    out.lload(factor + 2 * products.keep(instruction));
  }
}
