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

  /** What a value is: an instruction's result of other values, or of a constant. */
  private record Node(Opcode opcode, List<Integer> operands, long constant) {}

  private final Map<Node, Integer> numbers = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private int unknown;

  /** A value of which nothing is known. */
  int fresh() {
    return add(new Node(Opcode.NOP, List.of(), unknown++));
  }

  int constant(long bits) {
    return number(new Node(Opcode.I64_CONST, List.of(), bits));
  }

  /** The result of an instruction. */
  int of(Opcode opcode, List<Integer> operands) {
    return switch (opcode) {
      case I64_ADD -> number(sum(terms(operands)));
      case I64_GT_U -> number(node(Opcode.I64_LT_U, operands.reversed()));
      case I64_MUL, I64_OR, I64_AND -> number(node(opcode, sorted(operands)));
      default -> number(node(opcode, operands));
    };
  }

  /** The terms of a value that is a sum; of any other, itself. */
  List<Integer> terms(int value) {
    Node node = nodes.get(value);
    return node.opcode == Opcode.I64_ADD ? node.operands : List.of(value);
  }

  /** The operands of a value that an instruction computed; of any other, none. */
  List<Integer> operands(int value, Opcode opcode) {
    Node node = nodes.get(value);
    return node.opcode == opcode ? node.operands : List.of();
  }

  /** The value whose upper half this is. */
  int upperHalfOf(int value) {
    List<Integer> shift = operands(value, Opcode.I64_SHR_U);
    return !shift.isEmpty() && isConstant(shift.get(1), HALF) ? shift.getFirst() : NONE;
  }

  /** The value whose lower half this is. */
  int lowerHalfOf(int value) {
    List<Integer> mask = operands(value, Opcode.I64_AND);
    if (mask.isEmpty()) {
      return NONE;
    }
    return isConstant(mask.get(1), LOW)
        ? mask.get(0)
        : isConstant(mask.get(0), LOW) ? mask.get(1) : NONE;
  }

  private boolean isConstant(int value, long bits) {
    Node node = nodes.get(value);
    return node.opcode == Opcode.I64_CONST && node.constant == bits;
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

  int knownUnion(int one, int other) {
    return known(Opcode.I64_OR, one, other);
  }

  int knownBelow(int one, int other) {
    return extended(known(Opcode.I64_LT_U, one, other));
  }

  private int extended(int value) {
    return value == NONE ? NONE : known(node(Opcode.I64_EXTEND_I32_U, List.of(value)));
  }

  int knownSum(int... terms) {
    List<Integer> all = new ArrayList<>();
    for (int term : terms) {
      if (term == NONE) {
        return NONE;
      }
      all.addAll(terms(term));
    }
    return known(sum(all));
  }

  private int known(long bits) {
    return known(new Node(Opcode.I64_CONST, List.of(), bits));
  }

  private int known(Opcode opcode, int one, int other) {
    if (one == NONE || other == NONE) {
      return NONE;
    }
    List<Integer> both = List.of(one, other);
    return switch (opcode) {
      case I64_MUL, I64_OR, I64_AND -> known(node(opcode, sorted(both)));
      default -> known(node(opcode, both));
    };
  }

  private int known(Node node) {
    return numbers.getOrDefault(node, NONE);
  }

  private static Node node(Opcode opcode, List<Integer> operands) {
    return new Node(opcode, operands, 0);
  }

  private static Node sum(List<Integer> terms) {
    return node(Opcode.I64_ADD, sorted(terms));
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
    Integer known = numbers.get(node);
    return known == null ? add(node) : known;
  }

  private int add(Node node) {
    nodes.add(node);
    numbers.put(node, nodes.size() - 1);
    return nodes.size() - 1;
  }
}
