package dev.assay.conformance.generate;

import dev.assay.vm.module.NumberType;
import java.util.List;
import java.util.SplittableRandom;

/** Random choices, and constants that lie where mistakes do. */
final class Dice {
  private static final int[] F32_EDGES = {
    0,
    0x80000000,
    0x3f800000,
    0xbf800000,
    0x3f000000,
    1,
    0x807fffff,
    0x00800000,
    0x7f7fffff,
    0x7f800000,
    0xff800000,
    0x7fc00000,
    0xffc00000,
    0x7fa00001,
    0xffb12345,
    0x4f000000,
    0xcf000000,
    0x4f800000,
    0x5f000000,
    0x5f800000,
    0x4effffff
  };
  private static final long[] F64_EDGES = {
    0,
    Long.MIN_VALUE,
    0x3ff0000000000000L,
    0xbff0000000000000L,
    0x3fe0000000000000L,
    1,
    0x800fffffffffffffL,
    0x0010000000000000L,
    0x7fefffffffffffffL,
    0x7ff0000000000000L,
    0xfff0000000000000L,
    0x7ff8000000000000L,
    0xfff8000000000000L,
    0x7ff4000000000001L,
    0xfff4123456789abcL,
    0x41dfffffffc00000L,
    0xc1e0000000000000L,
    0x41f0000000000000L,
    0x43e0000000000000L,
    0xc3e0000000000000L,
    0x43f0000000000000L
  };

  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** True in so many of a hundred cases. */
  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** A number from 0 to {@code bound}, exclusive. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number from {@code least} to {@code most}, both inclusive. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  long bits() {
    return random.nextLong();
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** The bits of a constant; of a v128 one half. */
  long constant(NumberType type) {
    return switch (type) {
      case I32 -> (int) integer(Integer.SIZE);
      case I64 -> integer(Long.SIZE);
      case F32 ->
          Integer.toUnsignedLong(
              percent(70) ? F32_EDGES[below(F32_EDGES.length)] : (int) random.nextLong());
      case F64 -> percent(70) ? F64_EDGES[below(F64_EDGES.length)] : random.nextLong();
      case V128 -> percent(50) ? F64_EDGES[below(F64_EDGES.length)] : random.nextLong();
    };
  }

  private long integer(int width) {
    return switch (below(6)) {
      case 0, 1 -> between(-4, 16);
      case 2 -> (1L << below(width)) + between(-1, 1);
      case 3 -> -(1L << below(width)) + between(-1, 1);
      case 4 -> below(70_000);
      default -> random.nextLong();
    };
  }
}
