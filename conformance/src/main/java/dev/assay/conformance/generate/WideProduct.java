package dev.assay.conformance.generate;

import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The product of two 64-bit values in 128 bits, put together from the products of their halves in
 * one of the forms in which compilers do it. Nothing that is made at random would come upon these
 * forms, and the compiling tier looks for them. Many have something wrong in them, leave what they
 * compute on the way to whoever reads it later, are torn apart by branches, traps and calls, or are
 * added up with others term by term.
 */
final class WideProduct {
  /** The locals it works in. */
  static final int LOCALS = 8;

  private static final long MASK = 0xFFFF_FFFFL;
  private static final int TORN_PERCENT = 30;
  private static final int STATEMENT_PERCENT = 8;
  private static final int TEE_PERCENT = 2;
  private static final int INLINE_PERCENT = 12;
  private static final int MOST_WRONG_PERCENT = 3;

  // What a local holds, by the place of its number in the list.
  private static final int A0 = 0;
  private static final int A1 = 1;
  private static final int B0 = 2;
  private static final int B1 = 3;
  private static final int P00 = 4;
  private static final int FIRST = 5;
  private static final int SECOND = 6;
  private static final int LAST = 7;

  /** The terms of both halves. */
  private record Halves(List<Code> high, List<Code> low) {}

  private final Dice dice;
  private final List<Integer> locals;
  private final List<Code> statements = new ArrayList<>();

  /** What makes a statement of any kind, or null where none comes between. */
  private final @Nullable Supplier<Code> tearing;

  /** Of what is used more than once the code, to be written out each time; null for locals. */
  private final Code @Nullable [] inline;

  private final int wrongPercent;

  /**
   * @param locals at least {@link #LOCALS} of type i64
   * @param statement makes a statement of any kind
   */
  WideProduct(Dice dice, List<Integer> locals, Supplier<Code> statement) {
    this.dice = dice;
    this.locals = locals;
    this.tearing = dice.percent(TORN_PERCENT) ? statement : null;
    this.inline = dice.percent(INLINE_PERCENT) ? new Code[LOCALS] : null;
    this.wrongPercent = dice.percent(50) ? 0 : dice.between(1, MOST_WRONG_PERCENT);
  }

  /**
   * One half of the product of two of the locals, while another local may be set to the other half;
   * or the sum of such halves.
   */
  Code value() {
    Halves halves = halves();
    if (inline != null && dice.percent(50)) {
      List<Code> all = new ArrayList<>(dice.percent(80) ? halves.high : halves.low);
      Halves others = halves();
      all.addAll(dice.percent(80) ? others.high : others.low);
      return sum(all);
    }
    boolean highFirst = dice.percent(50);
    Code high = sum(halves.high);
    Code low = dice.percent(50) ? union(halves.low) : sum(halves.low);
    set(locals.get(A0), highFirst ? high : low);
    if (dice.percent(70)) {
      set(wanted(B0), highFirst ? low : high);
    }
    return plain(Opcode.LOCAL_GET, List.of((long) locals.get(A0)), statements, NumberType.I64);
  }

  private Halves halves() {
    int a = dice.pick(locals);
    int b = dice.pick(locals);
    note(A0, low(local(a)));
    note(A1, high(local(a)));
    note(B0, low(local(b)));
    note(B1, high(local(b)));
    note(P00, product(A0, B0));
    return switch (dice.below(3)) {
      case 0 -> inSteps();
      case 1 -> together();
      default -> compared();
    };
  }

  private Halves inSteps() {
    note(FIRST, sum(high(get(P00)), product(A1, B0)));
    note(SECOND, sum(low(get(FIRST)), product(A0, B1)));
    return new Halves(
        List.of(product(A1, B1), high(get(FIRST)), high(get(SECOND))),
        List.of(raised(get(SECOND)), low(get(P00))));
  }

  private Halves together() {
    note(FIRST, product(A0, B1));
    note(SECOND, product(A1, B0));
    note(LAST, sum(high(get(P00)), low(get(FIRST)), low(get(SECOND))));
    return new Halves(
        List.of(product(A1, B1), high(get(FIRST)), high(get(SECOND)), high(get(LAST))),
        List.of(raised(get(LAST)), low(get(P00))));
  }

  private Halves compared() {
    note(FIRST, product(A0, B1));
    note(SECOND, sum(get(FIRST), product(A1, B0)));
    note(LAST, sum(get(P00), raised(get(SECOND))));
    Code carry = raised(below(get(SECOND), get(FIRST)));
    Code middle = union(List.of(carry, high(get(SECOND))));
    return new Halves(
        List.of(product(A1, B1), middle, below(get(LAST), get(P00))), List.of(get(LAST)));
  }

  // Nodes.

  private void note(int place, Code value) {
    if (inline == null) {
      set(wanted(place), value);
    } else {
      inline[place] = value;
    }
  }

  private void set(int local, Code value) {
    if (tearing != null && dice.percent(STATEMENT_PERCENT)) {
      statements.add(tearing.get());
    }
    statements.add(
        new Code.Plain(Opcode.LOCAL_SET, List.of((long) local), null, List.of(value), List.of()));
  }

  private boolean isWrong() {
    return dice.percent(wrongPercent);
  }

  private int wanted(int place) {
    return isWrong() ? dice.pick(locals) : locals.get(place);
  }

  private Code get(int place) {
    Code code = inline == null ? null : inline[place];
    return code == null || isWrong() ? local(wanted(place)) : code;
  }

  private Code local(int index) {
    return plain(Opcode.LOCAL_GET, List.of((long) index), List.of(), NumberType.I64);
  }

  private Code constant(long bits) {
    long value = isWrong() ? bits + dice.below(3) - 1 : bits;
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

  private Code below(Code one, Code other) {
    boolean turned = dice.percent(50);
    Opcode opcode = turned ? Opcode.I64_GT_U : Opcode.I64_LT_U;
    List<Code> operands = turned ? List.of(other, one) : List.of(one, other);
    Code less = plain(opcode, List.of(), operands, NumberType.I32);
    return plain(Opcode.I64_EXTEND_I32_U, List.of(), List.of(less), NumberType.I64);
  }

  private Code sum(Code... terms) {
    return sum(List.of(terms));
  }

  /** The terms in any order, bracketed in any way, perhaps with another one. */
  private Code sum(List<Code> terms) {
    List<Code> left = new ArrayList<>(terms);
    if (dice.percent(20)) {
      left.add(get(dice.below(LOCALS)));
    }
    return join(dice.percent(wrongPercent) ? Opcode.I64_SUB : Opcode.I64_ADD, left);
  }

  private Code union(List<Code> terms) {
    return join(Opcode.I64_OR, new ArrayList<>(terms));
  }

  private Code join(Opcode opcode, List<Code> left) {
    while (left.size() > 1) {
      Code one = left.remove(dice.below(left.size()));
      Code other = left.remove(dice.below(left.size()));
      left.add(kept(binary(opcode, one, other)));
    }
    return left.getFirst();
  }

  /** The same, now and then left in a local as well. */
  private Code kept(Code value) {
    return dice.percent(TEE_PERCENT)
        ? plain(Opcode.LOCAL_TEE, List.of((long) dice.pick(locals)), List.of(value), NumberType.I64)
        : value;
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
