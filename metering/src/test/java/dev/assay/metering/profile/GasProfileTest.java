package dev.assay.metering.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.metering.profile.GasProfile.Kind;
import dev.assay.vm.isa.Category;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GasProfileTest {

  private static GasProfile transfer() {
    GasProfiler profiler = new GasProfiler("transaction");
    profiler.spend(210_000_000);
    profiler.enter(Kind.MESSAGE, "token");
    profiler.enter(Kind.FUNCTION, "transfer");
    for (int i = 0; i < 2; i++) {
      profiler.enter(Kind.HOST, "storage_load_bytes32");
      profiler.spend(20_000);
      profiler.leave();
    }
    profiler.spend(5_001);
    profiler.spend(Category.LOAD, 5_001);
    profiler.leave();
    profiler.leave();
    return profiler.finish();
  }

  @Test
  void theTotalIsEverythingThatWasSpent() {
    assertEquals(210_045_001, transfer().root().totalInk());
    assertEquals(21_005, transfer().gas());
  }

  @Test
  void equalPathsAreOneNode() {
    GasProfile.Row row = new GasProfile.Row("storage_load_bytes32", 2, 40_000);
    assertEquals(List.of(row), transfer().rows(Kind.HOST));
  }

  @Test
  void foldedStacksNameThePath() {
    List<String> lines = FoldedStacks.of(transfer()).lines().toList();
    assertEquals("transaction 210000000", lines.get(0));
    assertTrue(lines.contains("transaction;token;transfer;storage_load_bytes32 40000"));
  }

  @Test
  void theTableAddsUp() {
    String table = ProfileTable.of(transfer());
    assertTrue(table.contains("21004.5001"), table);
    assertTrue(table.contains("load"), table);
  }

  @Test
  void thePageHoldsNamesSafely() {
    GasProfiler profiler = new GasProfiler("</script><b>\"\\");
    String page = FlameGraph.of(profiler.finish(), "a <title>");
    assertFalse(page.contains("</script><b>"));
    assertTrue(page.contains("a &lt;title&gt;"));
    assertFalse(page.contains("@DATA@"));
  }

  @Test
  void whatIsOpenHasToBeClosed() {
    GasProfiler profiler = new GasProfiler("run");
    assertThrows(IllegalStateException.class, profiler::leave);
    profiler.enter(Kind.FUNCTION, "f");
    assertThrows(IllegalStateException.class, profiler::finish);
  }

  @Test
  void aDeepRecursionEndsAtTheDeepestPath() {
    for (int depth : new int[] {-1, 0, 1, 100_000}) {
      int calls = GasProfiler.DEEPEST_PATH + depth;
      GasProfiler profiler = new GasProfiler("run");
      for (int i = 0; i < calls; i++) {
        profiler.enter(Kind.FUNCTION, "f");
        profiler.spend(1);
      }
      assertEquals(Math.min(calls, GasProfiler.DEEPEST_PATH), profiler.depth());
      for (int i = 0; i < calls; i++) {
        profiler.leave();
      }
      assertEquals(calls, profiler.finish().root().totalInk());
    }
  }

  @Property(tries = 100)
  void nothingIsLost(@ForAll List<@IntRange(min = 0, max = 9) Integer> steps) {
    GasProfiler profiler = new GasProfiler("run");
    long spent = 0;
    for (int step : steps) {
      if (step < 4) {
        profiler.enter(Kind.FUNCTION, "f" + step);
      } else if (step < 8) {
        profiler.spend(step);
        spent += step;
      } else if (profiler.depth() > 0) {
        profiler.leave();
      }
    }
    while (profiler.depth() > 0) {
      profiler.leave();
    }
    assertEquals(spent, profiler.finish().root().totalInk());
  }
}
