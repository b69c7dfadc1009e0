package dev.assay.vm.jit;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a function makes the 128-bit product of two 64-bit values out of the products of their
 * halves. Wasm has no instruction for it and every program with 128-bit or larger numbers carries
 * code for it, {@code __multi3} of the compilers' run-time libraries above all; the machine has one
 * instruction. What is found is replaced where it is computed, value by value: gas and traps do not
 * change, as none of the instructions that lead up to it can trap. What nothing needs any more is
 * left out.
 *
 * <p>With {@code a = a1 2^32 + a0}, {@code b} likewise and {@code pij = ai bj}, the product is
 * {@code p11 2^64 + (p01 + p10) 2^32 + p00}. The forms differ in how they add up its middle without
 * losing a carry:
 *
 * <ul>
 *   <li>in two steps, {@code t = (p00 >> 32) + p10}, {@code u = (t mod 2^32) + p01}: the low half
 *       is {@code u << 32 | p00 mod 2^32}, the high one {@code p11 + (t >> 32) + (u >> 32)}
 *   <li>in one, {@code m = (p00 >> 32) + p01 mod 2^32 + p10 mod 2^32}: {@code m << 32 | p00 mod
 *       2^32} and {@code p11 + (p01 >> 32) + (p10 >> 32) + (m >> 32)}
 *   <li>by comparison, {@code m = p01 + p10}, whose carry is {@code m < p01}: {@code l = p00 + (m
 *       << 32)} and {@code p11 + (carry << 32 | m >> 32) + (l < p00)}
 * </ul>
 *
 * @param substitutes by the number of the instruction whose value they replace
 * @param keeps the place in which an instruction's value is kept as well, by its number
 * @param places how many places there are
 * @param absent the instructions of which nothing is left; a {@code local.tee} only passes its
 *     value
 * @param unread those whose value goes to a local or a place alone
 */
record WideProducts(
    Map<Integer, Substitute> substitutes,
    Map<Integer, Integer> keeps,
    int places,
    Set<Integer> absent,
    Set<Integer> unread) {
  static final WideProducts NONE =
      new WideProducts(
          Collections.emptyMap(),
          Collections.emptyMap(),
          0,
          Collections.emptySet(),
          Collections.emptySet());

  /** What takes the place of the value that an instruction leaves. */
  enum Half {
    /** The low half of the product. */
    LOW,
    /** The high half. */
    HIGH,
    /** 0: what it was a part of is in the high half already. */
    NOTHING
  }

  /**
   * A value and the two factors that it is made of instead.
   *
   * @param left the instruction that leaves the one factor
   * @param right the instruction that leaves the other
   */
  record Substitute(Half half, int left, int right) {}

  /** What takes the place of the value that an instruction leaves, or null. */
  @Nullable Substitute substitute(int instruction) {
    return substitutes.get(instruction);
  }

  /** The place where the value that an instruction leaves is kept as well, or -1. */
  int keep(int instruction) {
    return keeps.getOrDefault(instruction, -1);
  }
}
