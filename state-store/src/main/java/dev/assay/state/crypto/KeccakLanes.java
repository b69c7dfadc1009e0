package dev.assay.state.crypto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keccak's permutation on several states at once, where the machine and the JVM have it: lane i of
 * the states lies at {@code i * width()}, one word of each state after another.
 */
interface KeccakLanes {
  /** The module whose presence at start turns it on. */
  String MODULE = "jdk.incubator.vector";

  /** What to use here: null where one state after another is as good. */
  @Nullable KeccakLanes CHOSEN = choose();

  /** How many states. */
  int width();

  /** Permutes all states. */
  void permute(long[] states);

  private static @Nullable KeccakLanes choose() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return null;
    }
    try {
      KeccakLanes lanes = new VectorPermutation();
      return lanes.width() >= 4 && agrees(lanes) ? lanes : null;
    } catch (LinkageError | RuntimeException absent) {
      return null;
    }
  }

  /** Whether the states come out as the scalar permutation leaves them, three times in a row. */
  private static boolean agrees(KeccakLanes lanes) {
    long[] states = new long[Keccak.SCRATCH * lanes.width()];
    for (int i = 0; i < states.length; i++) {
      states[i] = 0x9E3779B97F4A7C15L * i;
    }
    for (int round = 0; round < 3; round++) {
      long[] expected = states.clone();
      for (int lane = 0; lane < lanes.width(); lane++) {
        permuteOne(expected, lanes.width(), lane);
      }
      lanes.permute(states);
      if (!Arrays.equals(states, expected)) {
        return false;
      }
    }
    return true;
  }

  private static void permuteOne(long[] states, int width, int lane) {
    long[] one = new long[Keccak.SCRATCH];
    for (int i = 0; i < one.length; i++) {
      one[i] = states[i * width + lane];
    }
    KeccakPermutation.permute(one);
    for (int i = 0; i < one.length; i++) {
      states[i * width + lane] = one[i];
    }
  }
}
