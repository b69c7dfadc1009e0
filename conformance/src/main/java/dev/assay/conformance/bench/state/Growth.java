package dev.assay.conformance.bench.state;

import dev.assay.state.db.PreparedState;
import dev.assay.state.world.StateDiff;
import java.util.Locale;

/**
 * What a change costs on many accounts, in what it costs on few, with the tree's depth taken out:
 * time for each run of Keccak's permutation.
 *
 * <p>Blocks of the two databases take turns, and each is compared with the one beside it, because a
 * machine does not give the same from one minute to the next. What is timed is the thread that
 * computes the root, by its own processor time: it does all of that alone, and what merges files
 * meanwhile, of either database, must not count as a change of the other.
 */
record Growth(double ratio, double fewNanos, double manyNanos, double wallNanos) {
  /** Changes in a block. */
  static final int CHANGES = 1_000;

  private static final int ROUNDS = 120;

  /** Nanoseconds of a root: on the processor, for each permutation, and by the clock. */
  private record Root(double processor, double permutations, double wall) {
    double ofPermutation() {
      return processor / permutations;
    }
  }

  static Growth measure(Accounts few, Accounts many) {
    double[] ratios = new double[ROUNDS];
    double[] ofFew = new double[ROUNDS];
    double[] ofMany = new double[ROUNDS];
    double[] wall = new double[ROUNDS];
    for (int round = -ROUNDS / 2; round < ROUNDS; round++) {
      Root one = root(few);
      Root other = root(many);
      if (round >= 0) {
        ratios[round] = other.ofPermutation() / one.ofPermutation();
        ofFew[round] = one.processor / CHANGES;
        ofMany[round] = other.processor / CHANGES;
        wall[round] = other.wall / CHANGES;
      }
    }
    return new Growth(
        Times.median(ratios), Times.median(ofFew), Times.median(ofMany), Times.median(wall));
  }

  private static Root root(Accounts on) {
    StateDiff diff = on.update(CHANGES);
    long processor = Times.processor();
    long start = System.nanoTime();
    PreparedState state = on.database().prepare(diff);
    Root root =
        new Root(Times.processor() - processor, state.permutations(), System.nanoTime() - start);
    on.commit(state);
    return root;
  }

  Row row(int few, int many) {
    return Row.atMost(
        String.format(Locale.ROOT, "cost of a change, %,d accounts", many),
        1.25,
        ratio,
        String.format(Locale.ROOT, "x on %,d", few),
        String.format(
            Locale.ROOT,
            "for each permutation; a change %.2f us on many, %.2f on few, by the clock %.2f",
            manyNanos / 1e3,
            fewNanos / 1e3,
            wallNanos / 1e3));
  }
}
