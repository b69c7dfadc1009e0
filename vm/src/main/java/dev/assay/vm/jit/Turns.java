package dev.assay.vm.jit;

import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Opcode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a loop turns. Whatever has to be asked now and then, whether the run was cancelled and
 * whether the gas lasts, is asked once for up to {@link #MOST} turns, so that HotSpot sees an inner
 * loop which counts and has nothing else in it.
 *
 * @param depth the loops around it
 * @param isBounded whether a turn costs no more than the instructions between the loop's start and
 *     its end, so that many turns can be found paid at once
 * @param step the counter that decides alone whether the loop turns, or null
 */
record Turns(int depth, boolean isBounded, @Nullable Step step) {
  /** Turns between two questions. */
  static final int MOST = 1 << 10;

  /** Finds the loops of a function. */
  static @Nullable Turns[] of(FunctionCode code) {
    Finder finder = new Finder(code);
    finder.walk();
    return finder.found;
  }

  /** One walk over a function. */
  private static final class Finder {
    private final FunctionCode code;
    private final @Nullable Turns[] found;
    private final int[] turns;
    private final boolean[] unbounded;
    private final List<Integer> open = new ArrayList<>();
    private final List<Integer> loops = new ArrayList<>();

    Finder(FunctionCode code) {
      this.code = code;
      this.found = new Turns[code.count()];
      this.turns = new int[code.count()];
      this.unbounded = new boolean[code.count()];
    }

    void walk() {
      for (int i = 0; i < code.count(); i++) {
        switch (code.opcodes[i]) {
          case BLOCK, IF -> open.add(i);
          case LOOP -> {
            markUnbounded();
            open.add(i);
            loops.add(i);
          }
          case END -> close(i);
          case BR, BR_IF -> branch(code.indices[i]);
          case BR_TABLE -> {
            for (int depth : code.labels[i]) {
              branch(depth);
            }
          }
          default -> other(i);
        }
      }
    }

    private void other(int i) {
      Category category = code.opcodes[i].category();
      if (code.explicit[i] != 0
          || category == Category.CALLS
          || category == Category.MEMORY
          || category == Category.TABLE) {
        markUnbounded();
      }
    }

    private void markUnbounded() {
      if (!loops.isEmpty()) {
        unbounded[loops.getLast()] = true;
      }
    }

    private void branch(int depth) {
      int place = open.size() - 1 - depth;
      if (place >= 0) {
        turns[open.get(place)]++;
      }
    }

    private void close(int end) {
      if (open.isEmpty()) {
        return;
      }
      int start = open.removeLast();
      if (code.opcodes[start] == Opcode.LOOP) {
        loops.removeLast();
        boolean isBounded = !unbounded[start] && turns[start] == 1;
        Step step = isBounded ? step(start, end - 1) : null;
        found[start] = new Turns(loops.size(), isBounded, step);
      }
    }

    /** The counter of a loop that turns at its end alone, and that nothing else in it changes. */
    private @Nullable Step step(int start, int last) {
      if (code.opcodes[last] != Opcode.BR_IF || code.indices[last] != 0) {
        return null;
      }
      Step step = Step.at(code, last);
      if (step == null || Math.abs((long) step.by()) * MOST > Integer.MAX_VALUE || step.by() == 0) {
        return null;
      }
      int changes = 0;
      for (int i = start; i < last; i++) {
        if (code.opcodes[i] == Opcode.LOCAL_SET || code.opcodes[i] == Opcode.LOCAL_TEE) {
          changes += code.indices[i] == step.counter() ? 1 : 0;
          changes += code.indices[i] == step.limitLocal() ? 2 : 0;
        }
      }
      return changes == 1 ? step : null;
    }
  }
}
