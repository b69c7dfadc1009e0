package dev.assay.conformance.fuzz;

import dev.assay.metering.GasSchedules;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.InstructionCosts;
import java.util.SplittableRandom;

/**
 * Prices to try an engine with, by name, so that a case can be repeated: {@code unit}, a schedule's
 * name, or {@code random:SEED}, where every instruction has a price of its own, some are free and
 * in some lists a few cost the most that is allowed.
 */
final class PriceList {
  private static final long HIGHEST = (1L << 32) - 1;
  private static final String RANDOM = "random:";

  private PriceList() {}

  /** The name of the list for a seed. */
  static String nameFor(long seed) {
    return switch ((int) Math.floorMod(seed, 4L)) {
      case 0 -> "unit";
      case 1 -> "assay-1";
      default -> RANDOM + seed;
    };
  }

  /**
   * The list of a name.
   *
   * @throws IllegalArgumentException when there is no such list
   */
  static InstructionCosts named(String name) {
    if (name.equals("unit")) {
      return InstructionCosts.UNIT;
    }
    if (name.startsWith(RANDOM)) {
      return new RandomPrices(name, Long.parseLong(name.substring(RANDOM.length())));
    }
    return GasSchedules.named(name);
  }

  private static final class RandomPrices implements InstructionCosts {
    private final String id;
    private final long[] fixed = new long[Opcode.values().length];
    private final long[] perPart = new long[fixed.length];
    private final long[] perUnit = new long[fixed.length];

    RandomPrices(String id, long seed) {
      this.id = id;
      SplittableRandom random = new SplittableRandom(seed);
      boolean extreme = random.nextInt(8) == 0;
      for (int i = 0; i < fixed.length; i++) {
        boolean free = random.nextInt(5) == 0;
        fixed[i] = free ? 0 : random.nextInt(1, 40);
        perPart[i] = random.nextInt(4);
        perUnit[i] = random.nextInt(6);
        if (extreme && random.nextInt(60) == 0) {
          fixed[i] = HIGHEST - random.nextInt(2);
        }
      }
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public long cost(Opcode opcode) {
      return fixed[opcode.ordinal()];
    }

    @Override
    public long costPerPart(Opcode opcode) {
      return perPart[opcode.ordinal()];
    }

    @Override
    public long costPerUnit(Opcode opcode) {
      return perUnit[opcode.ordinal()];
    }
  }
}
