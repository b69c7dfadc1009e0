package dev.assay.vm.jit;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Where a function makes the 128-bit product of two 64-bit values out of the products of their
 * halves. Wasm has no instruction for it and every program with 128-bit or larger numbers carries
 * code for it, {@code __multi3} of the compilers' run-time libraries above all; the machine has one
 * instruction.
 *
 * <p>A value that an instruction leaves is replaced by an equal one, and nothing else changes:
 * every instruction is still there, with its charge, its traps and what it leaves in locals. What
 * nobody needs any more, HotSpot finds.
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
 * @param sums by the number of the instruction whose value they replace
 * @param keeps the place in which an instruction's value is kept as well, by its number
 * @param places how many places there are
 */
record WideProducts(Map<Integer, List<Term>> sums, Map<Integer, Integer> keeps, int places) {
  static final WideProducts NONE =
      new WideProducts(Collections.emptyMap(), Collections.emptyMap(), 0);

  /** A term of a sum. */
  sealed interface Term {}

  /**
   * A half of the product of two values.
   *
   * @param left the instruction that leaves the one
   * @param right the instruction that leaves the other
   */
  record Product(boolean isHigh, int left, int right) implements Term {}

  /** A value that an instruction left. */
  record Kept(int instruction) implements Term {}

  /** A constant. */
  record Constant(long bits) implements Term {}

  /** The place where the value that an instruction leaves is kept as well, or -1. */
  int keep(int instruction) {
    return keeps.getOrDefault(instruction, -1);
  }
}
