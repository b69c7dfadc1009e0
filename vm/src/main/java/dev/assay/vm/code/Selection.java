package dev.assay.vm.code;

import static dev.assay.vm.code.Ir.*;

import dev.assay.vm.isa.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * Which operation of {@link Ir} an instruction becomes: two operands in registers, or the right one
 * as a value. Instructions without a row here go through {@link Ir#NUMERIC}.
 */
record Selection(int registers, int immediate, Shape shape) {
  /** How the operands of the instruction map to those of the operation. */
  enum Shape {
    /** Operands can change places. */
    COMMUTATIVE,
    ORDERED,
    /** A subtraction: of a value, an addition of its negative. */
    SUBTRACTION,
    /** A rotation to the right: by a value, one to the left. */
    ROTATION_RIGHT,
    /** {@code a > b} is {@code b < a}; {@code a > value} is {@code a >= value + 1}. */
    GREATER,
    /** {@code a <= b} is {@code b >= a}; {@code a <= value} is {@code a < value + 1}. */
    LESS_OR_EQUAL
  }

  private static final int NONE = -1;
  private static final @Nullable Selection[] BY_OPCODE = table();

  /** The row of an instruction, or null. */
  static @Nullable Selection of(Opcode opcode) {
    return BY_OPCODE[opcode.ordinal()];
  }

  boolean hasImmediate() {
    return immediate != NONE;
  }

  /** Whether the operands are 64 bits wide. */
  static boolean isWide(Opcode opcode) {
    return opcode.mnemonic().startsWith("i64");
  }

  private static @Nullable Selection[] table() {
    @Nullable Selection[] table = new Selection[Opcode.values().length];
    for (Opcode opcode : Opcode.values()) {
      table[opcode.ordinal()] = select(opcode);
    }
    return table;
  }

  private static @Nullable Selection select(Opcode opcode) {
    return switch (opcode) {
      case I32_ADD -> commutative(I32_ADD, I32_ADD_IMM);
      case I32_SUB -> new Selection(I32_SUB, I32_ADD_IMM, Shape.SUBTRACTION);
      case I32_MUL -> commutative(I32_MUL, I32_MUL_IMM);
      case I32_AND -> commutative(I32_AND, I32_AND_IMM);
      case I32_OR -> commutative(I32_OR, I32_OR_IMM);
      case I32_XOR -> commutative(I32_XOR, I32_XOR_IMM);
      case I32_SHL -> ordered(I32_SHL, I32_SHL_IMM);
      case I32_SHR_S -> ordered(I32_SHR_S, I32_SHR_S_IMM);
      case I32_SHR_U -> ordered(I32_SHR_U, I32_SHR_U_IMM);
      case I32_ROTL -> ordered(I32_ROTL, I32_ROTL_IMM);
      case I32_ROTR -> new Selection(I32_ROTR, I32_ROTL_IMM, Shape.ROTATION_RIGHT);
      case I64_ADD -> commutative(I64_ADD, I64_ADD_IMM);
      case I64_SUB -> new Selection(I64_SUB, I64_ADD_IMM, Shape.SUBTRACTION);
      case I64_MUL -> commutative(I64_MUL, I64_MUL_IMM);
      case I64_AND -> commutative(I64_AND, I64_AND_IMM);
      case I64_OR -> commutative(I64_OR, I64_OR_IMM);
      case I64_XOR -> commutative(I64_XOR, I64_XOR_IMM);
      case I64_SHL -> ordered(I64_SHL, I64_SHL_IMM);
      case I64_SHR_S -> ordered(I64_SHR_S, I64_SHR_S_IMM);
      case I64_SHR_U -> ordered(I64_SHR_U, I64_SHR_U_IMM);
      case I64_ROTL -> ordered(I64_ROTL, I64_ROTL_IMM);
      case I64_ROTR -> new Selection(I64_ROTR, I64_ROTL_IMM, Shape.ROTATION_RIGHT);
      case F32_ADD -> ordered(F32_ADD, NONE);
      case F32_SUB -> ordered(F32_SUB, NONE);
      case F32_MUL -> ordered(F32_MUL, NONE);
      case F32_DIV -> ordered(F32_DIV, NONE);
      case F64_ADD -> ordered(F64_ADD, NONE);
      case F64_SUB -> ordered(F64_SUB, NONE);
      case F64_MUL -> ordered(F64_MUL, NONE);
      case F64_DIV -> ordered(F64_DIV, NONE);
      default -> comparison(opcode);
    };
  }

  private static @Nullable Selection comparison(Opcode opcode) {
    return switch (opcode) {
      case I32_EQ -> commutative(I32_EQ, I32_EQ_IMM);
      case I32_NE -> commutative(I32_NE, I32_NE_IMM);
      case I32_LT_S -> ordered(I32_LT_S, I32_LT_S_IMM);
      case I32_LT_U -> ordered(I32_LT_U, I32_LT_U_IMM);
      case I32_GE_S -> ordered(I32_GE_S, I32_GE_S_IMM);
      case I32_GE_U -> ordered(I32_GE_U, I32_GE_U_IMM);
      case I32_GT_S -> new Selection(I32_LT_S, I32_GE_S_IMM, Shape.GREATER);
      case I32_GT_U -> new Selection(I32_LT_U, I32_GE_U_IMM, Shape.GREATER);
      case I32_LE_S -> new Selection(I32_GE_S, I32_LT_S_IMM, Shape.LESS_OR_EQUAL);
      case I32_LE_U -> new Selection(I32_GE_U, I32_LT_U_IMM, Shape.LESS_OR_EQUAL);
      case I64_EQ -> commutative(I64_EQ, I64_EQ_IMM);
      case I64_NE -> commutative(I64_NE, I64_NE_IMM);
      case I64_LT_S -> ordered(I64_LT_S, I64_LT_S_IMM);
      case I64_LT_U -> ordered(I64_LT_U, I64_LT_U_IMM);
      case I64_GE_S -> ordered(I64_GE_S, I64_GE_S_IMM);
      case I64_GE_U -> ordered(I64_GE_U, I64_GE_U_IMM);
      case I64_GT_S -> new Selection(I64_LT_S, I64_GE_S_IMM, Shape.GREATER);
      case I64_GT_U -> new Selection(I64_LT_U, I64_GE_U_IMM, Shape.GREATER);
      case I64_LE_S -> new Selection(I64_GE_S, I64_LT_S_IMM, Shape.LESS_OR_EQUAL);
      case I64_LE_U -> new Selection(I64_GE_U, I64_LT_U_IMM, Shape.LESS_OR_EQUAL);
      case F32_EQ -> ordered(F32_EQ, NONE);
      case F32_NE -> ordered(F32_NE, NONE);
      case F32_LT -> ordered(F32_LT, NONE);
      case F32_LE -> ordered(F32_LE, NONE);
      case F32_GT -> new Selection(F32_LT, NONE, Shape.GREATER);
      case F32_GE -> new Selection(F32_LE, NONE, Shape.GREATER);
      case F64_EQ -> ordered(F64_EQ, NONE);
      case F64_NE -> ordered(F64_NE, NONE);
      case F64_LT -> ordered(F64_LT, NONE);
      case F64_LE -> ordered(F64_LE, NONE);
      case F64_GT -> new Selection(F64_LT, NONE, Shape.GREATER);
      case F64_GE -> new Selection(F64_LE, NONE, Shape.GREATER);
      default -> null;
    };
  }

  private static Selection commutative(int registers, int immediate) {
    return new Selection(registers, immediate, Shape.COMMUTATIVE);
  }

  private static Selection ordered(int registers, int immediate) {
    return new Selection(registers, immediate, Shape.ORDERED);
  }

  /** Whether the right operand can be this value. */
  boolean accepts(Opcode opcode, long value) {
    if (!hasImmediate()) {
      return false;
    }
    boolean wide = isWide(opcode);
    return switch (shape) {
      case COMMUTATIVE, ORDERED, ROTATION_RIGHT -> !wide || value == (int) value;
      case SUBTRACTION -> !wide || -value == (int) -value;
      case GREATER, LESS_OR_EQUAL -> fitsRaised(opcode, value, wide);
    };
  }

  private static boolean fitsRaised(Opcode opcode, long value, boolean wide) {
    boolean signed = opcode.mnemonic().endsWith("_s");
    if (wide) {
      long last = signed ? Long.MAX_VALUE : -1;
      return value != last && value + 1 == (int) (value + 1);
    }
    return (int) value != (signed ? Integer.MAX_VALUE : -1);
  }

  /** The word for the right operand of the operation. */
  int word(Opcode opcode, long value) {
    return switch (shape) {
      case COMMUTATIVE, ORDERED -> (int) value;
      case SUBTRACTION -> (int) -value;
      case ROTATION_RIGHT -> (int) -value & (isWide(opcode) ? 63 : 31);
      case GREATER, LESS_OR_EQUAL -> (int) value + 1;
    };
  }

  /** Whether the operands change places when both are in registers. */
  boolean swaps() {
    return shape == Shape.GREATER || shape == Shape.LESS_OR_EQUAL;
  }
}
