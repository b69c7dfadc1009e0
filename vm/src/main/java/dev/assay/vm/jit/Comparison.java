package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as the JVM makes it: first a step that may turn the operands into one number, then a
 * conditional jump. A NaN makes that number such that the jump is not taken.
 *
 * @param step what comes before the jump
 * @param jump taken when the comparison holds
 */
record Comparison(Step step, Opcode jump) {
  /** What comes before the jump. */
  enum Step {
    NONE,
    UNSIGNED_INT,
    LONG,
    LONG_ZERO,
    UNSIGNED_LONG,
    FLOAT_HIGH,
    FLOAT_LOW,
    DOUBLE_HIGH,
    DOUBLE_LOW
  }

  /** An i32 that counts as true unless it is 0. */
  static final Comparison NOT_ZERO = new Comparison(Step.NONE, Opcode.IFNE);

  private static final MethodTypeDesc INTS = MethodTypeDesc.of(CD_int, CD_int, CD_int);
  private static final MethodTypeDesc LONGS = MethodTypeDesc.of(CD_int, CD_long, CD_long);

  /** The comparison that an instruction makes, or null when it is none. */
  static @Nullable Comparison of(dev.assay.vm.isa.Opcode opcode) {
    return switch (opcode) {
      case I32_EQZ -> new Comparison(Step.NONE, Opcode.IFEQ);
      case I32_EQ -> new Comparison(Step.NONE, Opcode.IF_ICMPEQ);
      case I32_NE -> new Comparison(Step.NONE, Opcode.IF_ICMPNE);
      case I32_LT_S -> new Comparison(Step.NONE, Opcode.IF_ICMPLT);
      case I32_GT_S -> new Comparison(Step.NONE, Opcode.IF_ICMPGT);
      case I32_LE_S -> new Comparison(Step.NONE, Opcode.IF_ICMPLE);
      case I32_GE_S -> new Comparison(Step.NONE, Opcode.IF_ICMPGE);
      case I32_LT_U -> new Comparison(Step.UNSIGNED_INT, Opcode.IFLT);
      case I32_GT_U -> new Comparison(Step.UNSIGNED_INT, Opcode.IFGT);
      case I32_LE_U -> new Comparison(Step.UNSIGNED_INT, Opcode.IFLE);
      case I32_GE_U -> new Comparison(Step.UNSIGNED_INT, Opcode.IFGE);
      default -> wide(opcode);
    };
  }

  private static @Nullable Comparison wide(dev.assay.vm.isa.Opcode opcode) {
    return switch (opcode) {
      case I64_EQZ -> new Comparison(Step.LONG_ZERO, Opcode.IFEQ);
      case I64_EQ -> new Comparison(Step.LONG, Opcode.IFEQ);
      case I64_NE -> new Comparison(Step.LONG, Opcode.IFNE);
      case I64_LT_S -> new Comparison(Step.LONG, Opcode.IFLT);
      case I64_GT_S -> new Comparison(Step.LONG, Opcode.IFGT);
      case I64_LE_S -> new Comparison(Step.LONG, Opcode.IFLE);
      case I64_GE_S -> new Comparison(Step.LONG, Opcode.IFGE);
      case I64_LT_U -> new Comparison(Step.UNSIGNED_LONG, Opcode.IFLT);
      case I64_GT_U -> new Comparison(Step.UNSIGNED_LONG, Opcode.IFGT);
      case I64_LE_U -> new Comparison(Step.UNSIGNED_LONG, Opcode.IFLE);
      case I64_GE_U -> new Comparison(Step.UNSIGNED_LONG, Opcode.IFGE);
      case F32_EQ -> new Comparison(Step.FLOAT_LOW, Opcode.IFEQ);
      case F32_NE -> new Comparison(Step.FLOAT_LOW, Opcode.IFNE);
      case F32_LT -> new Comparison(Step.FLOAT_HIGH, Opcode.IFLT);
      case F32_GT -> new Comparison(Step.FLOAT_LOW, Opcode.IFGT);
      case F32_LE -> new Comparison(Step.FLOAT_HIGH, Opcode.IFLE);
      case F32_GE -> new Comparison(Step.FLOAT_LOW, Opcode.IFGE);
      case F64_EQ -> new Comparison(Step.DOUBLE_LOW, Opcode.IFEQ);
      case F64_NE -> new Comparison(Step.DOUBLE_LOW, Opcode.IFNE);
      case F64_LT -> new Comparison(Step.DOUBLE_HIGH, Opcode.IFLT);
      case F64_GT -> new Comparison(Step.DOUBLE_LOW, Opcode.IFGT);
      case F64_LE -> new Comparison(Step.DOUBLE_HIGH, Opcode.IFLE);
      case F64_GE -> new Comparison(Step.DOUBLE_LOW, Opcode.IFGE);
      default -> null;
    };
  }

  /** The comparison that holds exactly when this one does not. */
  Comparison opposite() {
    return new Comparison(step, opposite(jump));
  }

  private static Opcode opposite(Opcode jump) {
    return switch (jump) {
      case IFEQ -> Opcode.IFNE;
      case IFNE -> Opcode.IFEQ;
      case IFLT -> Opcode.IFGE;
      case IFGE -> Opcode.IFLT;
      case IFGT -> Opcode.IFLE;
      case IFLE -> Opcode.IFGT;
      case IF_ICMPEQ -> Opcode.IF_ICMPNE;
      case IF_ICMPNE -> Opcode.IF_ICMPEQ;
      case IF_ICMPLT -> Opcode.IF_ICMPGE;
      case IF_ICMPGE -> Opcode.IF_ICMPLT;
      case IF_ICMPGT -> Opcode.IF_ICMPLE;
      case IF_ICMPLE -> Opcode.IF_ICMPGT;
      default -> throw new IllegalStateException("no condition: " + jump);
    };
  }

  /** Jumps when the comparison of the operands on the stack holds. */
  void branch(CodeBuilder out, Label target) {
    switch (step) {
      case NONE -> {}
      case UNSIGNED_INT -> out.invokestatic(CD_Integer, "compareUnsigned", INTS);
      case LONG -> out.lcmp();
      case LONG_ZERO -> out.lconst_0().lcmp();
      case UNSIGNED_LONG -> out.invokestatic(CD_Long, "compareUnsigned", LONGS);
      case FLOAT_HIGH -> out.fcmpg();
      case FLOAT_LOW -> out.fcmpl();
      case DOUBLE_HIGH -> out.dcmpg();
      case DOUBLE_LOW -> out.dcmpl();
    }
    out.branch(jump, target);
  }

  /** Replaces the operands on the stack by 1 or 0. */
  void value(CodeBuilder out) {
    Label holds = out.newLabel();
    Label done = out.newLabel();
    branch(out, holds);
    out.iconst_0().goto_(done);
    out.labelBinding(holds).iconst_1();
    out.labelBinding(done);
  }
}
