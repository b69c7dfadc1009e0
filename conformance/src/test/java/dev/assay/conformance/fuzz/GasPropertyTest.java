package dev.assay.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.EngineChoice;
import dev.assay.conformance.generate.ModuleEncoder;
import dev.assay.conformance.generate.ModuleGenerator;
import dev.assay.conformance.generate.ModuleTree;
import dev.assay.conformance.generate.Profile;
import dev.assay.conformance.generate.Shrinker;
import dev.assay.conformance.reference.EngineUnderTest;
import dev.assay.conformance.reference.Outcome;
import dev.assay.conformance.reference.Outcome.Ending;
import dev.assay.conformance.reference.Scenario;
import dev.assay.conformance.reference.State;
import dev.assay.vm.Tier;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.isa.FeatureSet;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.runtime.InstructionCosts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both engines agree on every module at every gas limit; and a difference would be noticed. */
class GasPropertyTest {
  private static final int PAIRS = 2_500;
  private static final int LIMITS_PER_MODULE = 24;
  private static final int MOST_LIMITS = 150;

  @ParameterizedTest
  @EnumSource(names = "BOTH", mode = EnumSource.Mode.EXCLUDE)
  void randomModulesEndTheSameAtEveryGasLimit(EngineChoice engine) {
    GasFuzzer fuzzer = new GasFuzzer(engine, LIMITS_PER_MODULE, null);
    int pairs = 0;
    for (long seed = 1; pairs < PAIRS; seed++) {
      GasFuzzer.Attempt attempt = fuzzer.attempt(seed);
      assertNull(attempt.fault());
      pairs += attempt.passed();
    }
    assertTrue(pairs >= PAIRS);
  }

  @Test
  void whatStartsOutInterpretedIsCompiledAfterSomeCalls() {
    ModuleTree tree = ModuleGenerator.generate(11, Profile.CONTRACT);
    Scenario scenario = Regression.scenario(ModuleEncoder.encode(tree));
    TierEngine engine = TierEngine.auto(PriceList.named("unit"), GasDifferential.LIMITS);
    int interpreted = 0;
    for (int run = 0; run < 100; run++) {
      assertNotNull(engine.run(scenario, Long.MAX_VALUE >> 1));
      interpreted += engine.isCompiled() ? 0 : 1;
    }
    assertTrue(engine.isCompiled());
    assertTrue(interpreted < 20, "interpreted " + interpreted);
  }

  /** jqwik shrinks the seed and the fuzzer the module, so the report shows a few instructions. */
  @Property(tries = 60)
  void aRandomModuleEndsTheSameAroundEveryInstruction(
      @ForAll long seed, @ForAll EngineChoice engine) {
    assertNull(new GasFuzzer(engine, LIMITS_PER_MODULE, null).attempt(seed).fault());
  }

  @Property(tries = 40)
  void aSmallModuleEndsTheSameAtEveryLimitThereIs(
      @ForAll long seed, @ForAll Prices prices, @ForAll Tier tier) {
    Profile small = new Profile(FeatureSet.CONTRACT, 12);
    var module = Regression.scenario(ModuleEncoder.encode(ModuleGenerator.generate(seed, small)));
    var comparison =
        new GasDifferential(tier, prices.list(seed), 0).compareAll(module, MOST_LIMITS);
    assertNull(comparison.difference(), () -> "limit " + comparison.limit());
  }

  /** Price lists under which a small module costs little. */
  enum Prices {
    UNIT,
    RANDOM,
    PREPAID;

    String list(long seed) {
      return this == UNIT ? "unit" : name().toLowerCase(Locale.ROOT) + ":" + seed;
    }
  }

  @Test
  void whateverDiffersIsSeen() {
    Ending ending = new Ending(null, -1, -1, 7, List.of("i32:1"));
    State state = new State("memory", List.of("i32:1"), List.of("funcref:null"));
    Outcome outcome = new Outcome(List.of(ending), List.of("log_i32[i32:1] ink 5"), state);
    assertNull(Outcome.difference(outcome, outcome));
    for (Ending other :
        List.of(
            new Ending(TrapCode.UNREACHABLE, -1, -1, 7, List.of("i32:1")),
            new Ending(null, 0, -1, 7, List.of("i32:1")),
            new Ending(null, -1, 3, 7, List.of("i32:1")),
            new Ending(null, -1, -1, 8, List.of("i32:1")),
            new Ending(null, -1, -1, 7, List.of("i32:2")))) {
      assertNotNull(
          Outcome.difference(outcome, new Outcome(List.of(other), outcome.transcript(), state)));
    }
    for (State other :
        List.of(
            new State("other memory", state.globals(), state.table()),
            new State("memory", List.of("i32:2"), state.table()),
            new State("memory", state.globals(), List.of("funcref:0")))) {
      assertNotNull(
          Outcome.difference(outcome, new Outcome(List.of(ending), outcome.transcript(), other)));
    }
    assertNotNull(Outcome.difference(outcome, new Outcome(List.of(ending), List.of(), state)));
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
    assertTrue(small.size() < 20, () -> "still " + small.size() + " instructions");

    Regression kept = new Regression("mispriced", "unit", "seen", ModuleEncoder.encode(small));
    kept.save(folder);
    List<Regression> read = Regression.all(folder);
    assertEquals(List.of("mispriced"), read.stream().map(Regression::name).toList());
    assertEquals(-1, read.getFirst().replay(Tier.INTERPRETER, LIMITS_PER_MODULE).limit());
  }

  /** Whether an engine that takes two ink for i32.add instead of one differs on a module. */
  private static boolean isMispriced(ModuleTree tree) {
    EngineUnderTest wrong =
        new TierEngine(Tier.INTERPRETER, new DearAddition(), GasDifferential.LIMITS);
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
