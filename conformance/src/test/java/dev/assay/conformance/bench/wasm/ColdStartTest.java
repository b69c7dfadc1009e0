package dev.assay.conformance.bench.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Tier;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColdStartTest {
  @ParameterizedTest
  @EnumSource
  void theSmallModuleComputesWhatIsExpected(Tier tier) {
    Engine engine = new Engine(EngineConfig.DEFAULT.with(tier));
    var instance =
        engine
            .instantiate(engine.load(SmallModule.bytes()), Imports.NONE, Store.unmetered())
            .orThrow();
    assertEquals(SmallModule.answer(1_000), instance.invoke("run", 1_000)[0]);
  }

  @Test
  void mediansAreComparedAndAnswersChecked(@TempDir Path folder) throws Exception {
    String line = SmallModule.answer(1_000) + "\\t%d\\t%d\\t1";
    ColdStart start =
        new ColdStart(
            folder,
            List.of(saying("ours", line, 1, 3), saying("peer", line, 4_000_000, 4_000_000)));
    start.run();
    assertEquals(4.0 / 8_000_000, start.ratio("ours", "peer"), 1e-12);
    assertTrue(start.text().contains("peer                               8.0 ms"), start.text());

    ColdStart wrong = new ColdStart(folder, List.of(saying("wrong", "7\\t%d\\t%d\\t1", 1, 1)));
    assertThrows(IllegalStateException.class, wrong::run);
  }

  private static Contender saying(String name, String line, int load, int first) {
    return new Contender(name, 1, 0, 0, List.of("printf", line.formatted(load, first) + "\\n"));
  }

  @Test
  void pairedRatiosSurviveTheirLine() {
    PairedRatios ratios = new PairedRatios(1.05, 0.99, 1.001);
    assertEquals(ratios, PairedRatios.parse(ratios.line()));
    assertThrows(IllegalArgumentException.class, () -> PairedRatios.parse("1\t2"));
  }
}
