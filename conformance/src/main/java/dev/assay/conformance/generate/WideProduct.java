package dev.assay.conformance.generate;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * The product of two 64-bit values in 128 bits, put together from the products of their halves in
 * one of the forms in which compilers do it; now and then with something wrong in it. Nothing that
 * is made at random would come upon these forms, and the compiling tier looks for them.
 */
final class WideProduct {
  /** The locals it works in. */
  static final int LOCALS = 8;

  private static final long MASK = 0xFFFF_FFFFL;
  private static final int WRONG_PERCENT = 1;

  // What a local holds, by the place of its number in the list.
  private static final int A0 = 0;
  private static final int A1 = 1;
  private static final int B0 = 2;
  private static final int B1 = 3;
  private static final int P00 = 4;
  private static final int FIRST = 5;
  private static final int SECOND = 6;
  private static final int LAST = 7;

  private final Dice dice;
  private final List<Integer> locals;
  private final List<Code> statements = new ArrayList<>();

  /**
   * @param locals at least {@link #LOCALS} of type i64
   */
  WideProduct(Dice dice, List<Integer> locals) {
    this.dice = dice;
    this.locals = locals;
  }

  /** One half of the product of two of the locals; another local is set to the other half. */
  Code value() {
    int a = dice.pick(locals);
    int b = dice.pick(locals);
    set(A0, low(local(a)));
    set(A1, high(local(a)));
    set(B0, low(local(b)));
    set(B1, high(local(b)));
    set(P00, product(A0, B0));
    switch (dice.below(3)) {
      case 0 -> inSteps();
      case 1 -> together();
      default -> compared();
    }
    long half = locals.get(A0);
    return plain(Opcode.LOCAL_GET, List.of(half), statements, NumberType.I64);
  }

  private void inSteps() {
    set(FIRST, sum(high(get(P00)), product(A1, B0)));
    set(SECOND, sum(low(get(FIRST)), product(A0, B1)));
    Code high = sum(product(A1, B1), high(get(FIRST)), high(get(SECOND)));
    finish(high, joined(raised(get(SECOND)), low(get(P00))));
  }

  private void together() {
    set(FIRST, product(A0, B1));
    set(SECOND, product(A1, B0));
    set(LAST, sum(high(get(P00)), low(get(FIRST)), low(get(SECOND))));
    Code upper = sum(product(A1, B1), high(get(FIRST)), high(get(SECOND)), high(get(LAST)));
    finish(upper, joined(raised(get(LAST)), low(get(P00))));
  }

  private void compared() {
    set(FIRST, product(A0, B1));
    set(SECOND, sum(get(FIRST), product(A1, B0)));
    set(LAST, sum(get(P00), raised(get(SECOND))));
    Code carry = raised(below(get(SECOND), get(FIRST)));
    Code middle = binary(Opcode.I64_OR, carry, high(get(SECOND)));
    finish(sum(product(A1, B1), middle, below(get(LAST), get(P00))), get(LAST));
  }

  private void finish(Code high, Code low) {
    boolean highFirst = dice.percent(50);
    set(A0, highFirst ? high : low);
    if (dice.percent(70)) {
      set(B0, highFirst ? low : high);
    }
  }

  // Nodes.

  private void set(int place, Code value) {
    statements.add(
        new Code.Plain(
            Opcode.LOCAL_SET, List.of((long) wanted(place)), null, List.of(value), List.of()));
  }

  private int wanted(int place) {
    return dice.percent(WRONG_PERCENT) ? dice.pick(locals) : locals.get(place);
  }

  private Code get(int place) {
    return local(wanted(place));
  }

  private Code local(int index) {
    return plain(Opcode.LOCAL_GET, List.of((long) index), List.of(), NumberType.I64);
  }

  private Code constant(long bits) {
    long value = dice.percent(WRONG_PERCENT) ? bits + dice.below(3) - 1 : bits;
    return plain(Opcode.I64_CONST, List.of(value), List.of(), NumberType.I64);
  }

  private Code low(Code value) {
    return binary(Opcode.I64_AND, value, constant(MASK));
  }

  private Code high(Code value) {
    return ordered(Opcode.I64_SHR_U, value, constant(32));
  }

  private Code raised(Code value) {
    return ordered(Opcode.I64_SHL, value, constant(32));
  }

  private Code product(int one, int other) {
    return binary(Opcode.I64_MUL, get(one), get(other));
  }

  private Code joined(Code one, Code other) {
    return binary(dice.percent(50) ? Opcode.I64_OR : Opcode.I64_ADD, one, other);
  }

  private Code below(Code one, Code other) {
    boolean turned = dice.percent(50);
    Opcode opcode = turned ? Opcode.I64_GT_U : Opcode.I64_LT_U;
    List<Code> operands = turned ? List.of(other, one) : List.of(one, other);
    Code less = plain(opcode, List.of(), operands, NumberType.I32);
    return plain(Opcode.I64_EXTEND_I32_U, List.of(), List.of(less), NumberType.I64);
  }

  /** The terms in any order, bracketed in any way, perhaps with another one. */
  private Code sum(Code... terms) {
    List<Code> left = new ArrayList<>(List.of(terms));
    if (dice.percent(20)) {
      left.add(get(dice.below(LOCALS)));
    }
    while (left.size() > 1) {
      Code one = left.remove(dice.below(left.size()));
      Code other = left.remove(dice.below(left.size()));
      left.add(binary(Opcode.I64_ADD, one, other));
    }
    return left.getFirst();
  }

  private Code binary(Opcode opcode, Code one, Code other) {
    return dice.percent(50) ? ordered(opcode, one, other) : ordered(opcode, other, one);
  }

  private static Code ordered(Opcode opcode, Code one, Code other) {
    return plain(opcode, List.of(), List.of(one, other), NumberType.I64);
  }

  private static Code plain(
      Opcode opcode, List<Long> immediates, List<Code> operands, ValueType result) {
    return new Code.Plain(opcode, immediates, null, operands, List.of(result));
  }
}
