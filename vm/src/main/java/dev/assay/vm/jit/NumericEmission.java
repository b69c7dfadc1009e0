package dev.assay.vm.jit;

import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.assay.vm.exec.ConversionOps;
import dev.assay.vm.exec.FloatOps;
import dev.assay.vm.exec.IntegerOps;
import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.isa.Signature;
import dev.assay.vm.module.NumberType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * What a numeric instruction becomes: what the JVM has as an instruction or HotSpot as an
 * intrinsic, in line; everything else a call of the method of {@link IntegerOps}, {@link FloatOps}
 * or {@link ConversionOps} that is named after the mnemonic. Operands are on the stack.
 *
 * <p>Plain float arithmetic leaves whatever NaN the processor makes; whoever needs bits makes it
 * canonical first, see {@link #leavesAnyNan} and {@link #needsCanonical}.
 */
final class NumericEmission {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc INTEGER_OPS = describe(IntegerOps.class);
  private static final ClassDesc FLOAT_OPS = describe(FloatOps.class);
  private static final ClassDesc CONVERSION_OPS = describe(ConversionOps.class);
  private static final MethodTypeDesc INT = MethodTypeDesc.of(CD_int, CD_int);
  private static final MethodTypeDesc INT_INT = MethodTypeDesc.of(CD_int, CD_int, CD_int);
  private static final MethodTypeDesc INT_OF_LONG = MethodTypeDesc.of(CD_int, CD_long);
  private static final MethodTypeDesc LONG_INT = MethodTypeDesc.of(CD_long, CD_long, CD_int);
  private static final MethodTypeDesc DOUBLE = MethodTypeDesc.of(CD_double, CD_double);

  private NumericEmission() {}

  private static ClassDesc describe(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  /** Whether the result may be a NaN that is not the canonical one. */
  static boolean leavesAnyNan(Opcode opcode) {
    return switch (opcode) {
      case F32_ADD, F32_SUB, F32_MUL, F32_DIV, F32_SQRT, F32_DEMOTE_F64 -> true;
      case F64_ADD, F64_SUB, F64_MUL, F64_DIV, F64_SQRT, F64_PROMOTE_F32 -> true;
      default -> false;
    };
  }

  /** Whether the instruction looks at the bits of a NaN. */
  static boolean needsCanonical(Opcode opcode) {
    return switch (opcode) {
      case F32_ABS, F32_NEG, F32_COPYSIGN, F64_ABS, F64_NEG, F64_COPYSIGN -> true;
      case I32_REINTERPRET_F32, I64_REINTERPRET_F64 -> true;
      default -> false;
    };
  }

  /** Whether the result is a float which, if it is a NaN, is the canonical one or counts as it. */
  static boolean computesFloat(Opcode opcode) {
    return switch (opcode) {
      case F32_MIN, F32_MAX, F32_CEIL, F32_FLOOR, F32_TRUNC, F32_NEAREST -> true;
      case F64_MIN, F64_MAX, F64_CEIL, F64_FLOOR, F64_TRUNC, F64_NEAREST -> true;
      case F32_CONVERT_I32_S, F32_CONVERT_I32_U, F32_CONVERT_I64_S, F32_CONVERT_I64_U -> true;
      case F64_CONVERT_I32_S, F64_CONVERT_I32_U, F64_CONVERT_I64_S, F64_CONVERT_I64_U -> true;
      default -> leavesAnyNan(opcode);
    };
  }

  /** Whether the instruction can trap. */
  static boolean canTrap(Opcode opcode) {
    return switch (opcode) {
      case I32_DIV_S, I32_DIV_U, I32_REM_S, I32_REM_U -> true;
      case I64_DIV_S, I64_DIV_U, I64_REM_S, I64_REM_U -> true;
      case I32_TRUNC_F32_S, I32_TRUNC_F32_U, I32_TRUNC_F64_S, I32_TRUNC_F64_U -> true;
      case I64_TRUNC_F32_S, I64_TRUNC_F32_U, I64_TRUNC_F64_S, I64_TRUNC_F64_U -> true;
      default -> false;
    };
  }

  /** Emits the instruction. */
  static void emit(CodeBuilder out, Opcode opcode) {
    boolean done =
        switch (opcode.category()) {
          case INTEGER -> narrow(out, opcode) || wide(out, opcode);
          case FLOAT -> floats(out, opcode);
          default -> conversions(out, opcode);
        };
    if (!done) {
      shared(out, opcode);
    }
  }

  static boolean isRotation(Opcode opcode) {
    return switch (opcode) {
      case I32_ROTL, I32_ROTR, I64_ROTL, I64_ROTR -> true;
      default -> false;
    };
  }

  /** Rotates by a constant, with shifts that HotSpot joins: a call could stay one. */
  static void rotate(CodeBuilder out, Opcode opcode, int by) {
    boolean right = opcode == Opcode.I32_ROTR || opcode == Opcode.I64_ROTR;
    int left = right ? -by : by;
    if (opcode == Opcode.I32_ROTL || opcode == Opcode.I32_ROTR) {
      out.dup().loadConstant(left & 31).ishl().swap().loadConstant(-left & 31).iushr().ior();
    } else {
      out.dup2().loadConstant(left & 63).lshl().dup2_x2().pop2();
      out.loadConstant(-left & 63).lushr().lor();
    }
  }

  private static boolean narrow(CodeBuilder out, Opcode opcode) {
    switch (opcode) {
      case I32_ADD -> out.iadd();
      case I32_SUB -> out.isub();
      case I32_MUL -> out.imul();
      case I32_AND -> out.iand();
      case I32_OR -> out.ior();
      case I32_XOR -> out.ixor();
      case I32_SHL -> out.ishl();
      case I32_SHR_S -> out.ishr();
      case I32_SHR_U -> out.iushr();
      case I32_ROTL -> out.invokestatic(CD_Integer, "rotateLeft", INT_INT);
      case I32_ROTR -> out.invokestatic(CD_Integer, "rotateRight", INT_INT);
      case I32_CLZ -> out.invokestatic(CD_Integer, "numberOfLeadingZeros", INT);
      case I32_CTZ -> out.invokestatic(CD_Integer, "numberOfTrailingZeros", INT);
      case I32_POPCNT -> out.invokestatic(CD_Integer, "bitCount", INT);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean wide(CodeBuilder out, Opcode opcode) {
    switch (opcode) {
      case I64_ADD -> out.ladd();
      case I64_SUB -> out.lsub();
      case I64_MUL -> out.lmul();
      case I64_AND -> out.land();
      case I64_OR -> out.lor();
      case I64_XOR -> out.lxor();
      case I64_SHL -> out.l2i().lshl();
      case I64_SHR_S -> out.l2i().lshr();
      case I64_SHR_U -> out.l2i().lushr();
      case I64_ROTL -> out.l2i().invokestatic(CD_Long, "rotateLeft", LONG_INT);
      case I64_ROTR -> out.l2i().invokestatic(CD_Long, "rotateRight", LONG_INT);
      case I64_CLZ -> out.invokestatic(CD_Long, "numberOfLeadingZeros", INT_OF_LONG).i2l();
      case I64_CTZ -> out.invokestatic(CD_Long, "numberOfTrailingZeros", INT_OF_LONG).i2l();
      case I64_POPCNT -> out.invokestatic(CD_Long, "bitCount", INT_OF_LONG).i2l();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean floats(CodeBuilder out, Opcode opcode) {
    switch (opcode) {
      case F32_ADD -> out.fadd();
      case F32_SUB -> out.fsub();
      case F32_MUL -> out.fmul();
      case F32_DIV -> out.fdiv();
      case F32_SQRT -> out.f2d().invokestatic(MATH, "sqrt", DOUBLE).d2f();
      case F64_ADD -> out.dadd();
      case F64_SUB -> out.dsub();
      case F64_MUL -> out.dmul();
      case F64_DIV -> out.ddiv();
      case F64_SQRT -> out.invokestatic(MATH, "sqrt", DOUBLE);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean conversions(CodeBuilder out, Opcode opcode) {
    switch (opcode) {
      case I32_WRAP_I64 -> out.l2i();
      case I64_EXTEND_I32_S -> out.i2l();
      case I64_EXTEND_I32_U -> out.i2l().loadConstant(0xFFFF_FFFFL).land();
      case I32_EXTEND8_S -> out.i2b();
      case I32_EXTEND16_S -> out.i2s();
      case I64_EXTEND8_S -> out.l2i().i2b().i2l();
      case I64_EXTEND16_S -> out.l2i().i2s().i2l();
      case I64_EXTEND32_S -> out.l2i().i2l();
      case F32_CONVERT_I32_S -> out.i2f();
      case F32_CONVERT_I64_S -> out.l2f();
      case F64_CONVERT_I32_S -> out.i2d();
      case F64_CONVERT_I64_S -> out.l2d();
      case F32_DEMOTE_F64 -> out.d2f();
      case F64_PROMOTE_F32 -> out.f2d();
      case I32_REINTERPRET_F32 -> Kinds.toBits(out, TypeKind.FLOAT);
      case I64_REINTERPRET_F64 -> Kinds.toBits(out, TypeKind.DOUBLE);
      case F32_REINTERPRET_I32 -> Kinds.fromBits(out, TypeKind.FLOAT);
      case F64_REINTERPRET_I64 -> Kinds.fromBits(out, TypeKind.DOUBLE);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Calls the interpreter's method, which works on bits. */
  private static void shared(CodeBuilder out, Opcode opcode) {
    Signature signature = signature(opcode);
    bitsOfOperands(out, signature.pops());
    ClassDesc owner = owner(opcode);
    out.invokestatic(owner, methodName(opcode), bitsType(signature));
    Kinds.fromBits(out, Kinds.of(signature.pushes().getFirst()));
  }

  private static Signature signature(Opcode opcode) {
    Signature signature = opcode.signature();
    if (signature == null) {
      throw new IllegalStateException("not numeric: " + opcode);
    }
    return signature;
  }

  private static void bitsOfOperands(CodeBuilder out, List<NumberType> operands) {
    Kinds.toBits(out, Kinds.of(operands.getLast()));
    if (operands.size() == 2) {
      switch (operands.getFirst()) {
        case F32 -> {
          out.swap();
          Kinds.toBits(out, TypeKind.FLOAT);
          out.swap();
        }
        case F64 -> {
          out.dup2_x2().pop2();
          Kinds.toBits(out, TypeKind.DOUBLE);
          out.dup2_x2().pop2();
        }
        case I32, I64, V128 -> {}
      }
    }
  }

  private static ClassDesc owner(Opcode opcode) {
    return switch (opcode) {
      case I32_EXTEND8_S, I32_EXTEND16_S, I64_EXTEND8_S, I64_EXTEND16_S, I64_EXTEND32_S ->
          INTEGER_OPS;
      default ->
          opcode.category() == Category.INTEGER
              ? INTEGER_OPS
              : opcode.category() == Category.FLOAT ? FLOAT_OPS : CONVERSION_OPS;
    };
  }

  /** {@code i32.trunc_f64_s} is {@code i32TruncF64S}. */
  static String methodName(Opcode opcode) {
    StringBuilder name = new StringBuilder();
    boolean upper = false;
    for (char letter : opcode.mnemonic().toCharArray()) {
      if (letter == '.' || letter == '_') {
        upper = true;
      } else {
        name.append(upper ? Character.toUpperCase(letter) : letter);
        upper = false;
      }
    }
    return name.toString();
  }

  private static MethodTypeDesc bitsType(Signature signature) {
    return MethodTypeDesc.of(
        bits(signature.pushes().getFirst()),
        signature.pops().stream().map(NumericEmission::bits).toList());
  }

  private static ClassDesc bits(NumberType type) {
    return type == NumberType.I64 || type == NumberType.F64 ? CD_long : CD_int;
  }
}
