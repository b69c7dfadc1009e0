package dev.assay.conformance.fuzz;

import dev.assay.metering.GasSchedules;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.InstructionCosts;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Prices to try an engine with, by name, so that a case can be repeated: {@code unit}, a schedule's
 * name, or {@code random:SEED}, where every instruction has a price of its own, some are free and
 * in some lists a few cost the most that is allowed; {@code prepaid:SEED} are the same, paid block
 * by block. What a loop cannot do without is never free, or none would end.
 */
final class PriceList {
  private static final long HIGHEST = (1L << 32) - 1;
  private static final String RANDOM = "random:";
  private static final String PREPAID = "prepaid:";

  private PriceList() {}

  /** The name of the list for a seed. */
  static String nameFor(long seed) {
    return switch ((int) Math.floorMod(seed, 6L)) {
      case 0 -> "unit";
      case 1 -> "assay-1";
      case 2 -> "stylus-2";
      case 3 -> PREPAID + seed;
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
      return new RandomPrices(name, Long.parseLong(name.substring(RANDOM.length())), -1);
    }
    if (name.startsWith(PREPAID)) {
      long seed = Long.parseLong(name.substring(PREPAID.length()));
      return new RandomPrices(name, seed, Math.floorMod(seed, 150));
    }
    return GasSchedules.named(name);
  }

  /** What no run under these prices needs to cost more than: some thousand instructions. */
  static long mostInk(String name) {
    return name.equals("unit") || name.contains(":") ? 60_000 : 1_500_000;
  }

  private static final class RandomPrices implements InstructionCosts {
    private static final Opcode[] OPCODES = Opcode.values();

    /** Nothing goes on for ever without one of these. */
    private static final Set<Opcode> REPEATING =
        EnumSet.of(
            Opcode.BR,
            Opcode.BR_IF,
            Opcode.BR_TABLE,
            Opcode.CALL,
            Opcode.CALL_INDIRECT,
            Opcode.RETURN_CALL,
            Opcode.RETURN_CALL_INDIRECT);

    private final String id;
    private final long header;
    private final long[] fixed = new long[OPCODES.length];
    private final long[] perPart = new long[fixed.length];
    private final long[] perUnit = new long[fixed.length];

    /** Paid block by block when the header is at least 0. */
    RandomPrices(String id, long seed, long header) {
      this.id = id;
      this.header = header;
      SplittableRandom random = new SplittableRandom(seed);
      boolean extreme = random.nextInt(8) == 0;
      for (int i = 0; i < fixed.length; i++) {
        boolean free = random.nextInt(5) == 0 && !REPEATING.contains(OPCODES[i]);
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

    @Override
    public boolean blockPrepaid() {
      return header >= 0;
    }

    @Override
    public long blockHeader() {
      return Math.max(0, header);
    }
  }
}
