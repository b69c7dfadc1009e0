package dev.assay.vm.code;

import dev.assay.vm.isa.Opcode;

/**
 * The instructions of translated code: a register machine in an {@code int[]}, one word for the
 * operation and one for each operand. An instruction from which the next is reached by walking on
 * has four words; six when it is a branch or has a fourth operand; eight when it is both. Beyond
 * that length are only those that the loop leaves to others.
 *
 * <p>Operands are registers (counted from the frame), values, or words that the operation explains.
 * A frame holds parameters and locals, then one register for the link, then the operand stack. The
 * link is the way back: the position of the caller's charge word in the high half, the caller's
 * frame in the low half; 0 ends the run.
 *
 * <p>Target words are three: the position to go to, what to take from the gas counter on the way,
 * and what the counter must then still hold. A charge word is the ink of all instructions from the
 * function's start up to and with this one; see {@link Translator} for what the counter means.
 *
 * <p>Before a function's first instruction stand four words, its header: weight, link register,
 * first register to clear, how many.
 */
public final class Ir {
  /** Two unused, target words. */
  public static final int BRANCH = 0;

  /** Index, count, then the target words of each label and of the default. */
  public static final int BRANCH_TABLE = 1;

  /** Entry, argument base, charge. */
  public static final int CALL = 2;

  /** Table, type index, index, argument base, charge. */
  public static final int CALL_INDIRECT = 3;

  /** Function, argument base, charge. */
  public static final int CALL_IMPORT = 4;

  /** Entry, argument base, argument slots, link, weight, charge. */
  public static final int TAIL_CALL = 5;

  /**
   * Table, type index, index, argument base, argument slots, link, weight, charge; what follows
   * returns, for callees outside the module.
   */
  public static final int TAIL_CALL_INDIRECT = 6;

  /** Link, weight, charge, the result or anything. */
  public static final int RETURN = 7;

  /** Link, weight, charge, first result, slots. */
  public static final int RETURN_MANY = 8;

  /** Nothing. */
  public static final int UNREACHABLE = 9;

  /** Ink, low and high half, charge. */
  public static final int CHARGE = 10;

  /** Module offset, opcode ordinal, charge. */
  public static final int EVENT = 11;

  /** Charge; event of an observed function. */
  public static final int ENTER = 12;

  /** Charge; event of an observed function. */
  public static final int LEAVE = 13;

  /** Destination, unused, value. */
  public static final int CONST = 14;

  /** Destination, low half, high half. */
  public static final int CONST_WIDE = 15;

  /** Destination, source. */
  public static final int MOVE = 16;

  /** Destination, if true, if false, condition. */
  public static final int SELECT = 17;

  /** Destination, global. */
  public static final int GLOBAL_GET = 18;

  /** Global, source. */
  public static final int GLOBAL_SET = 19;

  /** Destination, address, offset. */
  public static final int LOAD8_S = 20;

  /** Destination, address, offset. */
  public static final int LOAD8_U = 21;

  /** Destination, address, offset. */
  public static final int LOAD16_S = 22;

  /** Destination, address, offset. */
  public static final int LOAD16_U = 23;

  /** Destination, address, offset. */
  public static final int LOAD32_S = 24;

  /** Destination, address, offset. */
  public static final int LOAD32_U = 25;

  /** Destination, address, offset. */
  public static final int LOAD64 = 26;

  /** Address, value, offset. */
  public static final int STORE8 = 27;

  /** Address, value, offset. */
  public static final int STORE16 = 28;

  /** Address, value, offset. */
  public static final int STORE32 = 29;

  /** Address, value, offset. */
  public static final int STORE64 = 30;

  /** Destination, left, right. */
  public static final int I32_ADD = 31;

  /** Destination, left, right. */
  public static final int I32_SUB = 32;

  /** Destination, left, right. */
  public static final int I32_MUL = 33;

  /** Destination, left, right. */
  public static final int I32_AND = 34;

  /** Destination, left, right. */
  public static final int I32_OR = 35;

  /** Destination, left, right. */
  public static final int I32_XOR = 36;

  /** Destination, left, right. */
  public static final int I32_SHL = 37;

  /** Destination, left, right. */
  public static final int I32_SHR_S = 38;

  /** Destination, left, right. */
  public static final int I32_SHR_U = 39;

  /** Destination, left, right. */
  public static final int I32_ROTL = 40;

  /** Destination, left, right. */
  public static final int I64_ADD = 41;

  /** Destination, left, right. */
  public static final int I64_SUB = 42;

  /** Destination, left, right. */
  public static final int I64_MUL = 43;

  /** Destination, left, right. */
  public static final int I64_AND = 44;

  /** Destination, left, right. */
  public static final int I64_OR = 45;

  /** Destination, left, right. */
  public static final int I64_XOR = 46;

  /** Destination, left, right. */
  public static final int I64_SHL = 47;

  /** Destination, left, right. */
  public static final int I64_SHR_S = 48;

  /** Destination, left, right. */
  public static final int I64_SHR_U = 49;

  /** Destination, left, right. */
  public static final int I64_ROTL = 50;

  /** Destination, left, right value. */
  public static final int I32_ADD_IMM = 51;

  /** Destination, left, right value. */
  public static final int I32_MUL_IMM = 52;

  /** Destination, left, right value. */
  public static final int I32_AND_IMM = 53;

  /** Destination, left, right value. */
  public static final int I32_OR_IMM = 54;

  /** Destination, left, right value. */
  public static final int I32_XOR_IMM = 55;

  /** Destination, left, right value. */
  public static final int I32_SHL_IMM = 56;

  /** Destination, left, right value. */
  public static final int I32_SHR_S_IMM = 57;

  /** Destination, left, right value. */
  public static final int I32_SHR_U_IMM = 58;

  /** Destination, left, right value. */
  public static final int I32_ROTL_IMM = 59;

  /** Destination, left, right value. */
  public static final int I64_ADD_IMM = 60;

  /** Destination, left, right value. */
  public static final int I64_MUL_IMM = 61;

  /** Destination, left, right value. */
  public static final int I64_AND_IMM = 62;

  /** Destination, left, right value. */
  public static final int I64_OR_IMM = 63;

  /** Destination, left, right value. */
  public static final int I64_XOR_IMM = 64;

  /** Destination, left, right value. */
  public static final int I64_SHL_IMM = 65;

  /** Destination, left, right value. */
  public static final int I64_SHR_S_IMM = 66;

  /** Destination, left, right value. */
  public static final int I64_SHR_U_IMM = 67;

  /** Destination, left, right value. */
  public static final int I64_ROTL_IMM = 68;

  /** Destination, source. */
  public static final int I64_EXTEND_I32_S = 69;

  /** Destination, source. */
  public static final int I64_EXTEND_I32_U = 70;

  /** Destination, left, right. */
  public static final int F32_ADD = 71;

  /** Destination, left, right. */
  public static final int F32_SUB = 72;

  /** Destination, left, right. */
  public static final int F32_MUL = 73;

  /** Destination, left, right. */
  public static final int F32_DIV = 74;

  /** Destination, left, right. */
  public static final int F64_ADD = 75;

  /** Destination, left, right. */
  public static final int F64_SUB = 76;

  /** Destination, left, right. */
  public static final int F64_MUL = 77;

  /** Destination, left, right. */
  public static final int F64_DIV = 78;

  /** Destination, left, right. */
  public static final int I32_EQ = 79;

  /** Destination, left, right. */
  public static final int I32_NE = 80;

  /** Destination, left, right. */
  public static final int I32_LT_S = 81;

  /** Destination, left, right. */
  public static final int I32_GE_S = 82;

  /** Destination, left, right. */
  public static final int I32_LT_U = 83;

  /** Destination, left, right. */
  public static final int I32_GE_U = 84;

  /** Destination, left, right. */
  public static final int I32_EQ_IMM = 85;

  /** Destination, left, right. */
  public static final int I32_NE_IMM = 86;

  /** Destination, left, right. */
  public static final int I32_LT_S_IMM = 87;

  /** Destination, left, right. */
  public static final int I32_GE_S_IMM = 88;

  /** Destination, left, right. */
  public static final int I32_LT_U_IMM = 89;

  /** Destination, left, right. */
  public static final int I32_GE_U_IMM = 90;

  /** Destination, left, right. */
  public static final int I64_EQ = 91;

  /** Destination, left, right. */
  public static final int I64_NE = 92;

  /** Destination, left, right. */
  public static final int I64_LT_S = 93;

  /** Destination, left, right. */
  public static final int I64_GE_S = 94;

  /** Destination, left, right. */
  public static final int I64_LT_U = 95;

  /** Destination, left, right. */
  public static final int I64_GE_U = 96;

  /** Destination, left, right. */
  public static final int I64_EQ_IMM = 97;

  /** Destination, left, right. */
  public static final int I64_NE_IMM = 98;

  /** Destination, left, right. */
  public static final int I64_LT_S_IMM = 99;

  /** Destination, left, right. */
  public static final int I64_GE_S_IMM = 100;

  /** Destination, left, right. */
  public static final int I64_LT_U_IMM = 101;

  /** Destination, left, right. */
  public static final int I64_GE_U_IMM = 102;

  /** Left, right, target words. */
  public static final int BRANCH_I32_EQ = 103;

  /** Left, right, target words. */
  public static final int BRANCH_I32_NE = 104;

  /** Left, right, target words. */
  public static final int BRANCH_I32_LT_S = 105;

  /** Left, right, target words. */
  public static final int BRANCH_I32_GE_S = 106;

  /** Left, right, target words. */
  public static final int BRANCH_I32_LT_U = 107;

  /** Left, right, target words. */
  public static final int BRANCH_I32_GE_U = 108;

  /** Left, right, target words. */
  public static final int BRANCH_I32_EQ_IMM = 109;

  /** Left, right, target words. */
  public static final int BRANCH_I32_NE_IMM = 110;

  /** Left, right, target words. */
  public static final int BRANCH_I32_LT_S_IMM = 111;

  /** Left, right, target words. */
  public static final int BRANCH_I32_GE_S_IMM = 112;

  /** Left, right, target words. */
  public static final int BRANCH_I32_LT_U_IMM = 113;

  /** Left, right, target words. */
  public static final int BRANCH_I32_GE_U_IMM = 114;

  /** Left, right, target words. */
  public static final int BRANCH_I64_EQ = 115;

  /** Left, right, target words. */
  public static final int BRANCH_I64_NE = 116;

  /** Left, right, target words. */
  public static final int BRANCH_I64_LT_S = 117;

  /** Left, right, target words. */
  public static final int BRANCH_I64_GE_S = 118;

  /** Left, right, target words. */
  public static final int BRANCH_I64_LT_U = 119;

  /** Left, right, target words. */
  public static final int BRANCH_I64_GE_U = 120;

  /** Left, right, target words. */
  public static final int BRANCH_I64_EQ_IMM = 121;

  /** Left, right, target words. */
  public static final int BRANCH_I64_NE_IMM = 122;

  /** Left, right, target words. */
  public static final int BRANCH_I64_LT_S_IMM = 123;

  /** Left, right, target words. */
  public static final int BRANCH_I64_GE_S_IMM = 124;

  /** Left, right, target words. */
  public static final int BRANCH_I64_LT_U_IMM = 125;

  /** Left, right, target words. */
  public static final int BRANCH_I64_GE_U_IMM = 126;

  /** Destination, address, value to add to it, offset. */
  public static final int LOAD8_U_OFF = 127;

  /** Destination, address, value to add to it, offset. */
  public static final int LOAD32_S_OFF = 128;

  /** Destination, address, value to add to it, offset. */
  public static final int LOAD64_OFF = 129;

  /** Destination, two registers whose i32 sum is the address, offset. */
  public static final int LOAD8_U_SUM = 130;

  /** Destination, two registers whose i32 sum is the address, offset. */
  public static final int LOAD32_S_SUM = 131;

  /** Destination, two registers whose i32 sum is the address, offset. */
  public static final int LOAD64_SUM = 132;

  /** Destination, address, bits to shift it by, value to add to that, offset. */
  public static final int LOAD32_S_SCALED = 133;

  /** Destination, left, bits, value. */
  public static final int I32_SHL_ADD_IMM = 134;

  /** Destination, two factors, summand. */
  public static final int I64_MUL_ADD = 135;

  /** Destination, two factors, summand; with two roundings. */
  public static final int F64_MUL_ADD = 136;

  /** Address, left, right, offset. */
  public static final int I64_ADD_STORE64 = 137;

  /** Address, left, right, offset. */
  public static final int F64_ADD_STORE64 = 138;

  /** Address, left, right, offset. */
  public static final int I64_XOR_STORE64 = 139;

  /** Address, left, right, offset. */
  public static final int I32_XOR_STORE8 = 140;

  /** Address, value, offset. */
  public static final int STORE8_IMM = 141;

  /** Address, value, offset. */
  public static final int STORE32_IMM = 142;

  /** Address, value, offset. */
  public static final int STORE64_IMM = 143;

  /** Destination and source, twice; in this order. */
  public static final int MOVE_TWO = 144;

  /** Destination, left, bits to rotate it by, other operand. */
  public static final int I32_ROTL_XOR = 145;

  /** Destination, left, bits to shift it by, mask. */
  public static final int I32_SHR_U_AND = 146;

  /** Destination, left, target words, value to add, what the sum is compared with. */
  public static final int ADD_BRANCH_I32_NE = 147;

  /** Destination, left, target words, value to add, what the sum is compared with. */
  public static final int ADD_BRANCH_I32_NE_IMM = 148;

  /** Destination, left, target words, value to add, what the sum is compared with. */
  public static final int ADD_BRANCH_I32_LT_S = 149;

  /** Destination, left, target words, value to add, what the sum is compared with. */
  public static final int ADD_BRANCH_I32_LT_U = 150;

  /** Destination, left, target words, value to add, what the sum is compared with. */
  public static final int ADD_BRANCH_I32_GE_U_IMM = 151;

  /** Destination, factor, address of the other, offset, unused, value to add to the address. */
  public static final int F64_LOAD_MUL = 152;

  /** Destination, factor, address of the other, offset, summand, value to add to the address. */
  public static final int F64_LOAD_MUL_ADD = 153;

  /**
   * Adds a product to a place in memory: address of the place, factor, address of the other factor,
   * offset of that, offset of the place, value to add to the other's address. Stops one word
   * further when it is the other factor that has no place.
   */
  public static final int F64_ACCUMULATE = 154;

  /** Destination, left, right, opcode ordinal. */
  public static final int NUMERIC = 155;

  /** Destination, first, second, third or lane, code. */
  public static final int VECTOR = 156;

  /**
   * Operand and result base, opcode ordinal, first index, second index or lane, constant low and
   * high half of two longs, charge.
   */
  public static final int RARE = 157;

  /** Destination, source. */
  public static final int EXTEND8 = 158;

  /** Destination, source. */
  public static final int EXTEND16 = 159;

  /** Destination, left, right. */
  public static final int I32_ROTR = 160;

  /** Destination, left, right. */
  public static final int I64_ROTR = 161;

  /** Destination, source. */
  public static final int I32_CLZ = 162;

  /** Destination, source. */
  public static final int I32_CTZ = 163;

  /** Destination, source. */
  public static final int I32_POPCNT = 164;

  /** Destination, source. */
  public static final int I64_CLZ = 165;

  /** Destination, source. */
  public static final int I64_CTZ = 166;

  /** Destination, source. */
  public static final int I64_POPCNT = 167;

  /** Destination, left, right. */
  public static final int F32_EQ = 168;

  /** Destination, left, right. */
  public static final int F32_NE = 169;

  /** Destination, left, right. */
  public static final int F32_LT = 170;

  /** Destination, left, right. */
  public static final int F32_LE = 171;

  /** Destination, left, right. */
  public static final int F64_EQ = 172;

  /** Destination, left, right. */
  public static final int F64_NE = 173;

  /** Destination, left, right. */
  public static final int F64_LT = 174;

  /** Destination, left, right. */
  public static final int F64_LE = 175;

  /**
   * Like {@link #F64_ACCUMULATE}, where the sum of two registers is the address of the other factor
   * and is kept: address of the place, factor, first register, offset of the other, offset of the
   * place, second register, register of the sum.
   */
  public static final int F64_ACCUMULATE_SUM = 176;

  /** Words before a function's first instruction. */
  public static final int HEADER_WORDS = 4;

  /** Distance from a comparison to the branch on it. */
  static final int COMPARISON_TO_BRANCH = BRANCH_I32_EQ - I32_EQ;

  /** Marks a {@link #VECTOR} code whose third operand is a lane. */
  public static final int LANE_FLAG = 1 << 16;

  private Ir() {}

  /** Whether the first operand is the register of the result. */
  static boolean hasDestination(int operation) {
    return (operation >= CONST && operation <= GLOBAL_GET)
        || (operation >= LOAD8_S && operation <= LOAD64)
        || (operation >= I32_ADD && operation <= I64_GE_U_IMM)
        || (operation >= LOAD8_U_OFF && operation <= F64_MUL_ADD)
        || operation == I32_ROTL_XOR
        || operation == I32_SHR_U_AND
        || operation == F64_LOAD_MUL
        || operation == F64_LOAD_MUL_ADD
        || operation == NUMERIC
        || (operation >= EXTEND8 && operation <= F64_LE)
        || operation == VECTOR;
  }

  /** The branch that adds first, for a branch on an i32 comparison; -1 when there is none. */
  static int addingBranch(int branch) {
    return switch (branch) {
      case BRANCH_I32_NE -> ADD_BRANCH_I32_NE;
      case BRANCH_I32_NE_IMM -> ADD_BRANCH_I32_NE_IMM;
      case BRANCH_I32_LT_S -> ADD_BRANCH_I32_LT_S;
      case BRANCH_I32_LT_U -> ADD_BRANCH_I32_LT_U;
      case BRANCH_I32_GE_U_IMM -> ADD_BRANCH_I32_GE_U_IMM;
      default -> -1;
    };
  }

  /** The load that computes its address from what an operation computed; -1 when there is none. */
  static int addressingLoad(int load, int operation) {
    return switch (operation) {
      case I32_ADD_IMM ->
          load == LOAD8_U ? LOAD8_U_OFF : load == LOAD32_S ? LOAD32_S_OFF : off64(load, LOAD64_OFF);
      case I32_ADD ->
          load == LOAD8_U ? LOAD8_U_SUM : load == LOAD32_S ? LOAD32_S_SUM : off64(load, LOAD64_SUM);
      case I32_SHL_ADD_IMM -> load == LOAD32_S ? LOAD32_S_SCALED : -1;
      default -> -1;
    };
  }

  private static int off64(int load, int fused) {
    return load == LOAD64 ? fused : -1;
  }

  /** The store of what an operation computes; -1 when there is none. */
  static int computingStore(int store, int operation) {
    return switch (operation) {
      case I64_ADD -> store == STORE64 ? I64_ADD_STORE64 : -1;
      case F64_ADD -> store == STORE64 ? F64_ADD_STORE64 : -1;
      case I64_XOR -> store == STORE64 ? I64_XOR_STORE64 : -1;
      case I32_XOR -> store == STORE8 ? I32_XOR_STORE8 : -1;
      default -> -1;
    };
  }

  /** The store of a known value; -1 when there is none. */
  static int constantStore(int store) {
    return switch (store) {
      case STORE8 -> STORE8_IMM;
      case STORE32 -> STORE32_IMM;
      case STORE64 -> STORE64_IMM;
      default -> -1;
    };
  }

  /** Whether an operation leaves the high half of its result zero. */
  static boolean isZeroExtending(int operation) {
    return isComparison(operation)
        || operation == LOAD8_U
        || operation == LOAD8_U_OFF
        || operation == LOAD8_U_SUM
        || operation == LOAD16_U
        || operation == LOAD32_U;
  }

  /**
   * The load of an instruction, when it is a scalar one; else -1. Narrow loads extend to 64 bits.
   */
  static int load(Opcode opcode) {
    return switch (opcode) {
      case I32_LOAD8_S, I64_LOAD8_S -> LOAD8_S;
      case I32_LOAD8_U, I64_LOAD8_U -> LOAD8_U;
      case I32_LOAD16_S, I64_LOAD16_S -> LOAD16_S;
      case I32_LOAD16_U, I64_LOAD16_U -> LOAD16_U;
      case I32_LOAD, F32_LOAD, I64_LOAD32_S -> LOAD32_S;
      case I64_LOAD32_U -> LOAD32_U;
      case I64_LOAD, F64_LOAD -> LOAD64;
      default -> -1;
    };
  }

  /** The store of an instruction, when it is a scalar one; else -1. */
  static int store(Opcode opcode) {
    return switch (opcode) {
      case I32_STORE8, I64_STORE8 -> STORE8;
      case I32_STORE16, I64_STORE16 -> STORE16;
      case I32_STORE, F32_STORE, I64_STORE32 -> STORE32;
      case I64_STORE, F64_STORE -> STORE64;
      default -> -1;
    };
  }

  /** Whether an operation is a comparison that puts its truth in a register. */
  static boolean isComparison(int operation) {
    return operation >= I32_EQ && operation <= I64_GE_U_IMM;
  }

  /** The comparison, or the branch on a comparison, that is true when the given one is false. */
  static int opposite(int comparison) {
    return ((comparison - I32_EQ) ^ 1) + I32_EQ;
  }
}
