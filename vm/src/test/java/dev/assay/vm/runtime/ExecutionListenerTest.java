package dev.assay.vm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.isa.Opcode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExecutionListenerTest {

  /** {@code f(n)}: the sum of 1 to n, by a loop of nine instructions a turn. */
  private static final byte[] SUM =
      HexFormat.of()
          .parseHex(
              "0061736d01000000"
                  + "01060160017f017f"
                  + "03020100"
                  + "07050101660000"
                  + "0a1b011901017f"
                  + "0340200120006a2101200041016b22000d000b20010b");

  /** What is to be seen of a run from outside: its result or trap, where, and the ink left. */
  private static String outcome(long ink, @Nullable ExecutionListener listener) {
    Engine engine = new Engine(EngineConfig.DEFAULT);
    GasTank tank = GasTank.of(ink);
    Instance instance =
        engine
            .instantiate(engine.load(SUM), Imports.NONE, ResourceLimits.DEFAULT, tank, listener)
            .orThrow();
    try {
      long[] results = instance.invoke("f", 10);
      return "returned " + results[0] + ", " + tank.remaining() + " left";
    } catch (Trap trap) {
      return trap.code() + " at " + trap.offset() + ", " + tank.remaining() + " left";
    }
  }

  /** Collects the instructions, and checks that ink falls by the price of each. */
  private static final class Counter implements ExecutionListener {
    private final List<Opcode> seen = new ArrayList<>();
    private int entered;
    private int left;
    private long ink;

    Counter(long ink) {
      this.ink = ink;
    }

    @Override
    public void instruction(
        Instance instance, int function, int offset, Opcode opcode, long remaining) {
      assertEquals(ink, remaining, () -> opcode + " at " + offset);
      ink = remaining - 1;
      seen.add(opcode);
    }

    @Override
    public void enter(Instance instance, int function, long remaining) {
      entered++;
    }

    @Override
    public void leave(Instance instance, int function, long remaining) {
      left++;
    }
  }

  @Test
  void aListenerChangesNothingAtAnyLimit() {
    for (long ink = 0; ink < 120; ink++) {
      assertEquals(outcome(ink, null), outcome(ink, new Counter(ink)), "with ink " + ink);
    }
  }

  @Test
  void everyInstructionThatBeginsIsSeenOnce() {
    Counter all = new Counter(1_000);
    assertTrue(outcome(1_000, all).startsWith("returned 55"));
    assertEquals(1 + 10 * 9 + 1 + 2, all.seen.size());
    assertEquals(10, all.seen.stream().filter(Opcode.BR_IF::equals).count());
    assertEquals(List.of(1, 1), List.of(all.entered, all.left));
    for (int ink = 0; ink < all.seen.size(); ink++) {
      Counter some = new Counter(ink);
      outcome(ink, some);
      assertEquals(all.seen.subList(0, ink), some.seen, "with ink " + ink);
    }
  }
}
