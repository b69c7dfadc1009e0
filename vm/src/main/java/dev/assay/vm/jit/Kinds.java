package dev.assay.vm.jit;

import dev.assay.vm.exec.CompiledRun;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ReferenceType;
import dev.assay.vm.module.ValueType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/** Value types as the JVM has them, and how a value gets into a 64-bit slot and out of it. */
final class Kinds {
  static final ClassDesc RUN = CompiledRun.class.describeConstable().orElseThrow();
  private static final ClassDesc FLOAT = ConstantDescs.CD_Float;
  private static final ClassDesc DOUBLE = ConstantDescs.CD_Double;
  private static final MethodTypeDesc INT_OF_FLOAT =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_float);
  private static final MethodTypeDesc FLOAT_OF_INT =
      MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_int);
  private static final MethodTypeDesc LONG_OF_DOUBLE =
      MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double);
  private static final MethodTypeDesc DOUBLE_OF_LONG =
      MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_long);

  private Kinds() {}

  /** The kind of a type other than v128. */
  static TypeKind of(ValueType type) {
    return switch (type) {
      case NumberType number ->
          switch (number) {
            case I32 -> TypeKind.INT;
            case I64 -> TypeKind.LONG;
            case F32 -> TypeKind.FLOAT;
            case F64 -> TypeKind.DOUBLE;
            case V128 -> throw new IllegalArgumentException("v128");
          };
      case ReferenceType reference -> TypeKind.LONG;
    };
  }

  static boolean isFloat(TypeKind kind) {
    return kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE;
  }

  static ClassDesc describe(TypeKind kind) {
    return kind.upperBound();
  }

  /** Whether a type can be passed at all. */
  static boolean hasVector(FunctionType type) {
    return type.parameters().contains(NumberType.V128) || type.results().contains(NumberType.V128);
  }

  /** Slots of the JVM that parameters take. */
  static int parameterSlots(FunctionType type) {
    int slots = 0;
    for (ValueType parameter : type.parameters()) {
      slots += of(parameter).slotSize();
    }
    return slots;
  }

  /** The method type of a function: its parameters, others, and its result if it has just one. */
  static MethodTypeDesc method(FunctionType type, ClassDesc... others) {
    List<ClassDesc> parameters = new ArrayList<>();
    for (ValueType parameter : type.parameters()) {
      parameters.add(describe(of(parameter)));
    }
    parameters.addAll(List.of(others));
    return MethodTypeDesc.of(describe(result(type)), parameters);
  }

  /** What a method returns: the only result, or nothing. Several travel in an array. */
  static TypeKind result(FunctionType type) {
    return type.results().size() == 1 ? of(type.results().getFirst()) : TypeKind.VOID;
  }

  /** The value on the stack becomes a slot's content; an i32 or f32 is sign-extended. */
  static void toSlot(CodeBuilder out, TypeKind kind) {
    switch (kind) {
      case INT -> out.i2l();
      case FLOAT -> {
        out.invokestatic(FLOAT, "floatToRawIntBits", INT_OF_FLOAT);
        out.i2l();
      }
      case DOUBLE -> out.invokestatic(DOUBLE, "doubleToRawLongBits", LONG_OF_DOUBLE);
      default -> {}
    }
  }

  /** A slot's content on the stack becomes the value. */
  static void fromSlot(CodeBuilder out, TypeKind kind) {
    switch (kind) {
      case INT -> out.l2i();
      case FLOAT -> {
        out.l2i();
        out.invokestatic(FLOAT, "intBitsToFloat", FLOAT_OF_INT);
      }
      case DOUBLE -> out.invokestatic(DOUBLE, "longBitsToDouble", DOUBLE_OF_LONG);
      default -> {}
    }
  }

  /** A float on the stack becomes the integer of its bits; others stay. */
  static void toBits(CodeBuilder out, TypeKind kind) {
    if (kind == TypeKind.FLOAT) {
      out.invokestatic(FLOAT, "floatToRawIntBits", INT_OF_FLOAT);
    } else if (kind == TypeKind.DOUBLE) {
      out.invokestatic(DOUBLE, "doubleToRawLongBits", LONG_OF_DOUBLE);
    }
  }

  /** The integer of its bits on the stack becomes a float; others stay. */
  static void fromBits(CodeBuilder out, TypeKind kind) {
    if (kind == TypeKind.FLOAT) {
      out.invokestatic(FLOAT, "intBitsToFloat", FLOAT_OF_INT);
    } else if (kind == TypeKind.DOUBLE) {
      out.invokestatic(DOUBLE, "longBitsToDouble", DOUBLE_OF_LONG);
    }
  }

  /** Pushes the zero of a kind. */
  static void zero(CodeBuilder out, TypeKind kind) {
    switch (kind) {
      case LONG -> out.lconst_0();
      case FLOAT -> out.fconst_0();
      case DOUBLE -> out.dconst_0();
      default -> out.iconst_0();
    }
  }
}
