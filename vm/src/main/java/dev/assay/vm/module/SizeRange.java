package dev.assay.vm.module;

import java.util.OptionalLong;

/**
 * The declared size of a table (in elements) or a memory (in pages).
 *
 * @param address the type of an address in it: i32, or i64 for memory64
 * @param minimum the initial size, unsigned
 * @param maximum the size it may grow to, unsigned, where declared
 */
public record SizeRange(NumberType address, long minimum, OptionalLong maximum) {
  /** A range with i32 addresses and without a maximum. */
  public static SizeRange atLeast(long minimum) {
    return new SizeRange(NumberType.I32, minimum, OptionalLong.empty());
  }

  /** A range with i32 addresses. */
  public static SizeRange between(long minimum, long maximum) {
    return new SizeRange(NumberType.I32, minimum, OptionalLong.of(maximum));
  }

  @Override
  public String toString() {
    String sizes = Long.toUnsignedString(minimum);
    if (maximum.isPresent()) {
      sizes += ".." + Long.toUnsignedString(maximum.getAsLong());
    }
    return address == NumberType.I64 ? "i64 " + sizes : sizes;
  }
}
