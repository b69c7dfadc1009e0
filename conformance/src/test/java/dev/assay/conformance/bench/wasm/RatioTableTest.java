package dev.assay.conformance.bench.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatioTableTest {

  private static RatioTable table() {
    RatioTable table = new RatioTable(List.of("fib", "sort"), List.of("ours", "peer"));
    table.putBaseline("fib", 10, 100);
    table.putBaseline("fib", 50, 20);
    table.putBaseline("sort", 10, 1_000);
    table.put("fib", "ours", 10, 200);
    table.put("sort", "ours", 10, 8_000);
    table.put("fib", "peer", 50, 80);
    return table;
  }

  @Test
  void aRatioComparesEqualRounds() {
    assertEquals(Optional.of(2.0), table().ratio("fib", "ours"));
    assertEquals(Optional.of(4.0), table().ratio("fib", "peer"));
    assertEquals(Optional.empty(), table().ratio("sort", "peer"));
  }

  @Test
  void theMeanIsGeometric() {
    assertEquals(4.0, table().geomean("ours").orElseThrow(), 1e-12);
    assertEquals(Optional.empty(), table().geomean("nobody"));
  }

  @Test
  void theSpeedupCountsOnlyKernelsThatBothRan() {
    assertEquals(2.0, table().speedup("ours", "peer").orElseThrow(), 1e-12);
  }

  @Test
  void missingFiguresAreDashes() {
    assertTrue(table().text().lines().anyMatch(l -> l.startsWith("sort") && l.endsWith("-")));
  }

  @Test
  void timesSurviveTheirLine() {
    KernelTimes times = new KernelTimes("42", 7, 8, List.of(5L, 3L, 4L));
    assertEquals(times, KernelTimes.parse(times.line()));
    assertEquals(3, times.bestNanos());
    assertEquals(0, KernelTimes.parse("42\t8\t5,3,4").loadNanos());
    assertThrows(IllegalArgumentException.class, () -> KernelTimes.parse("42\t8"));
  }

  @Test
  void aSuiteNamesWhatItHas(@TempDir Path folder) throws Exception {
    assertThrows(IllegalArgumentException.class, () -> KernelSuite.open(folder));
    Files.writeString(folder.resolve("rounds.txt"), "fib 400\nabsent 3\n");
    Files.createDirectories(folder.resolve("wasm"));
    Files.write(folder.resolve("wasm").resolve("fib.wasm"), new byte[0]);
    KernelSuite suite = KernelSuite.open(folder);
    assertEquals(List.of(new KernelSuite.Kernel("fib", 400)), suite.kernels());
    assertEquals(8, suite.kernels().getFirst().roundsAt(50));
    assertEquals(1, suite.kernels().getFirst().roundsAt(1000));
    assertThrows(IllegalArgumentException.class, () -> suite.only(List.of("sort")));
  }
}
