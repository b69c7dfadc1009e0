package dev.assay.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.generate.ModuleEncoder;
import dev.assay.conformance.generate.ModuleGenerator;
import dev.assay.conformance.generate.ModuleTree;
import dev.assay.conformance.generate.Profile;
import dev.assay.conformance.generate.Shrinker;
import dev.assay.conformance.reference.EngineUnderTest;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.runtime.InstructionCosts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both engines agree on every module at every gas limit; and a difference would be noticed. */
class GasPropertyTest {
  private static final int PAIRS = 2_500;
  private static final int LIMITS_PER_MODULE = 24;

  @Test
  void randomModulesEndTheSameAtEveryGasLimit() {
    GasFuzzer fuzzer = new GasFuzzer(LIMITS_PER_MODULE, null);
    int pairs = 0;
    for (long seed = 1; pairs < PAIRS; seed++) {
      GasFuzzer.Attempt attempt = fuzzer.attempt(seed);
      assertNull(attempt.fault());
      pairs += attempt.passed();
    }
    assertTrue(pairs >= PAIRS);
  }

  @Test
  void aPriceThatIsOffByOneIsFoundAndShrunkToAFewInstructions(@TempDir Path folder)
      throws Exception {
    long seed = 0;
    while (!isMispriced(ModuleGenerator.generate(seed, Profile.CONTRACT))) {
      seed++;
    }
    ModuleTree small =
        Shrinker.shrink(
            ModuleGenerator.generate(seed, Profile.CONTRACT), GasPropertyTest::isMispriced);
    assertTrue(small.size() < 12, () -> "still " + small.size() + " instructions");

    Regression kept = new Regression("mispriced", "unit", "seen", ModuleEncoder.encode(small));
    kept.save(folder);
    List<Regression> read = Regression.all(folder);
    assertEquals(List.of("mispriced"), read.stream().map(Regression::name).toList());
    assertEquals(-1, read.getFirst().replay(LIMITS_PER_MODULE).limit());
  }

  /** Whether an engine that takes two ink for i32.add instead of one differs on a module. */
  private static boolean isMispriced(ModuleTree tree) {
    EngineUnderTest wrong = new InterpreterEngine(new DearAddition(), GasDifferential.LIMITS);
    try {
      var scenario = Regression.scenario(ModuleEncoder.encode(tree));
      return new GasDifferential("unit", wrong, LIMITS_PER_MODULE).compare(scenario).limit() >= 0;
    } catch (ModuleError invalid) {
      return false;
    }
  }

  private static final class DearAddition implements InstructionCosts {
    @Override
    public String id() {
      return "dear addition";
    }

    @Override
    public long cost(Opcode opcode) {
      return opcode == Opcode.I32_ADD ? 2 : 1;
    }
  }
}
