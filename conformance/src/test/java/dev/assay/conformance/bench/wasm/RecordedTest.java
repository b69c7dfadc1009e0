package dev.assay.conformance.bench.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedTest {
  @Test
  void everyKindHasItsRuntimesWithAllKernels() {
    List<Recorded> interpreters = Recorded.of(Tier.INTERPRETER.toString());
    List<Recorded> compilers = Recorded.of(Tier.COMPILER.toString());
    assertEquals(15, interpreters.size());
    assertEquals(16, compilers.size());
    interpreters.forEach(each -> assertEquals(15, each.ratios().size(), each.name()));
    compilers.forEach(each -> assertEquals(15, each.ratios().size(), each.name()));
  }

  @Test
  void liveFiguresStandAmongTheRecordedOnesByTheirMean() {
    RatioTable live = new RatioTable(List.of("fib", "sort"), List.of("ours"));
    live.putBaseline("fib", 1, 100);
    live.put("fib", "ours", 1, 20_000);
    live.putBaseline("sort", 1, 100);
    live.put("sort", "ours", 1, 10_000);
    List<String> rows =
        Recorded.table(live, List.of("ours"), "interpreter").lines().skip(1).toList();
    int ours = indexOf(rows, "ours");
    // sqrt(200 * 100) is above graalwasm-interp's sqrt(133 * 80.4), below chicory-interp's.
    assertTrue(indexOf(rows, "graalwasm-interp") < ours);
    assertTrue(ours < indexOf(rows, "chicory-interp"));
    assertTrue(rows.get(ours).contains(" now ") && rows.get(ours).endsWith(" 141.4"));
    assertTrue(rows.get(ours + 1).contains(" recorded "));
  }

  private static int indexOf(List<String> rows, String name) {
    return rows.indexOf(
        rows.stream().filter(row -> row.startsWith(name)).findFirst().orElseThrow());
  }
}
