package dev.assay.conformance.bench.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Tier;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
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
    PairedRatios ratios = new PairedRatios(1.05, 1.1, 0.99, 1.001);
    assertEquals(ratios, PairedRatios.parse(ratios.line()));
    assertThrows(IllegalArgumentException.class, () -> PairedRatios.parse("1\t2\t3"));
  }

  /** Adds one to a NaN with a payload, and traps where the sum is not the canonical NaN. */
  @Test
  void inTheOtherCopyOfTheProgramANanStaysAsItIs() {
    ModuleBuilder module = new ModuleBuilder();
    module.exportedFunction(
        "run",
        "i32 -> i64",
        code -> {
          code.op(Opcode.F64_CONST, 0x7ff8_0000_0000_4711L).get(0);
          code.op(Opcode.F64_CONVERT_I32_S).op(Opcode.F64_ADD).op(Opcode.I64_REINTERPRET_F64);
          code.i64(0x7ff8_0000_0000_0000L).op(Opcode.I64_NE);
          code.open(Opcode.IF).op(Opcode.UNREACHABLE).end().i64(0);
        });
    byte[] bytes = module.build();
    PairedSubject.compiled(bytes).accept(1);
    IntConsumer keeping = new KeptNans().kernel(bytes);
    assertThrows(RuntimeException.class, () -> keeping.accept(1));
  }
}
