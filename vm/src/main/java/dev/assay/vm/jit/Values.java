package dev.assay.vm.jit;

import dev.assay.vm.isa.Opcode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that straight-line code computes, each with a number: equal numbers are equal values.
 * Of a sum the numbers of its terms are known, in order, however it was bracketed; what is shifted
 * or masked by half a word, and the factors of a product, are known by number too.
 */
final class Values {
  /** No such value. */
  static final int NONE = -1;

  private static final int HALF = 32;
  private static final long LOW = 0xFFFF_FFFFL;

  /** More terms than these are not told apart. */
  private static final int MOST_TERMS = 8;

  /**
   * What a value is: an instruction's result.
   *
   * @param detail a constant's bits; of a product 1 for its high half, which no instruction leaves;
   *     of what is not known, what tells it from others
   */
  private record Node(Opcode opcode, List<Integer> operands, long detail) {}

  private final Map<Node, Integer> numbers = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private int unknown;

  /** A value of which nothing is known. */
  int fresh() {
    return number(new Node(Opcode.NOP, List.of(), unknown++));
  }

  int constant(long bits) {
    return number(new Node(Opcode.I64_CONST, List.of(), bits));
  }

  /** A half of the 128-bit product of two values. */
  int product(boolean isHigh, int one, int other) {
    return number(new Node(Opcode.I64_MUL, sorted(List.of(one, other)), isHigh ? 1 : 0));
  }

  int sum(List<Integer> operands) {
    return number(node(Opcode.I64_ADD, sorted(terms(operands))));
  }

  /** The result of an instruction. */
  int of(Opcode opcode, List<Integer> operands) {
    return switch (opcode) {
      case I64_ADD -> sum(operands);
      case I64_OR -> isUnion(operands) ? sum(operands) : fresh();
      case I64_GT_U -> number(node(Opcode.I64_LT_U, operands.reversed()));
      case I64_MUL, I64_AND -> number(node(opcode, sorted(operands)));
      case I64_SHL, I64_SHR_U, I64_LT_U, I64_EXTEND_I32_U -> number(node(opcode, operands));
      default -> fresh();
    };
  }

  /** Whether one operand is zero in its lower half and the other in its upper one. */
  private boolean isUnion(List<Integer> operands) {
    int one = operands.get(0);
    int other = operands.get(1);
    return (isRaised(one) && isHalf(other)) || (isRaised(other) && isHalf(one));
  }

  private boolean isRaised(int value) {
    return shiftedByHalf(value, Opcode.I64_SHL) != NONE;
  }

  private boolean isHalf(int value) {
    return upperHalfOf(value) != NONE || lowerHalfOf(value) != NONE;
  }

  /** The terms of a value that is a sum; of any other, itself. */
  List<Integer> terms(int value) {
    Node node = nodes.get(value);
    return node.opcode == Opcode.I64_ADD ? node.operands : List.of(value);
  }

  /** The factors of a value that is the low half of a product; of any other, none. */
  List<Integer> factors(int value) {
    Node node = nodes.get(value);
    return node.opcode == Opcode.I64_MUL && node.detail == 0 ? node.operands : List.of();
  }

  /** The value whose upper half this is. */
  int upperHalfOf(int value) {
    return shiftedByHalf(value, Opcode.I64_SHR_U);
  }

  private int shiftedByHalf(int value, Opcode opcode) {
    Node node = nodes.get(value);
    boolean isShifted = node.opcode == opcode && isConstant(node.operands.get(1), HALF);
    return isShifted ? node.operands.getFirst() : NONE;
  }

  /** The value whose lower half this is. */
  int lowerHalfOf(int value) {
    Node node = nodes.get(value);
    if (node.opcode != Opcode.I64_AND) {
      return NONE;
    }
    int one = node.operands.get(0);
    int other = node.operands.get(1);
    return isConstant(other, LOW) ? one : isConstant(one, LOW) ? other : NONE;
  }

  private boolean isConstant(int value, long bits) {
    return isConstant(value) && bits(value) == bits;
  }

  boolean isConstant(int value) {
    return nodes.get(value).opcode == Opcode.I64_CONST;
  }

  /** The bits of a constant. */
  long bits(int value) {
    return nodes.get(value).detail;
  }

  // What has been computed already, or NONE.

  int knownHigh(int value) {
    return known(Opcode.I64_SHR_U, value, known(HALF));
  }

  int knownLow(int value) {
    return known(Opcode.I64_AND, value, known(LOW));
  }

  int knownRaised(int value) {
    return known(Opcode.I64_SHL, value, known(HALF));
  }

  int knownProduct(int one, int other) {
    return known(Opcode.I64_MUL, one, other);
  }

  int knownBelow(int one, int other) {
    int below = known(Opcode.I64_LT_U, one, other);
    return below == NONE ? NONE : known(node(Opcode.I64_EXTEND_I32_U, List.of(below)));
  }

  int knownSum(Integer... terms) {
    List<Integer> all = List.of(terms);
    return all.contains(NONE) ? NONE : known(node(Opcode.I64_ADD, sorted(terms(all))));
  }

  private int known(long bits) {
    return known(new Node(Opcode.I64_CONST, List.of(), bits));
  }

  private int known(Opcode opcode, int one, int other) {
    if (one == NONE || other == NONE) {
      return NONE;
    }
    List<Integer> both = List.of(one, other);
    boolean isOrdered = opcode == Opcode.I64_MUL || opcode == Opcode.I64_AND;
    return known(node(opcode, isOrdered ? sorted(both) : both));
  }

  private int known(Node node) {
    return numbers.getOrDefault(node, NONE);
  }

  private static Node node(Opcode opcode, List<Integer> operands) {
    return new Node(opcode, operands, 0);
  }

  private List<Integer> terms(List<Integer> operands) {
    List<Integer> all = new ArrayList<>();
    operands.forEach(each -> all.addAll(terms(each)));
    return all.size() <= MOST_TERMS ? all : operands;
  }

  private static List<Integer> sorted(List<Integer> some) {
    List<Integer> sorted = new ArrayList<>(some);
    Collections.sort(sorted);
    return List.copyOf(sorted);
  }

  private int number(Node node) {
    return numbers.computeIfAbsent(
        node,
        each -> {
          nodes.add(each);
          return nodes.size() - 1;
        });
  }
}
