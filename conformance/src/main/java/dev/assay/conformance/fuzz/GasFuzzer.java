package dev.assay.conformance.fuzz;

import dev.assay.conformance.EngineChoice;
import dev.assay.conformance.fuzz.Comparer.Comparison;
import dev.assay.conformance.generate.ModuleEncoder;
import dev.assay.conformance.generate.ModuleGenerator;
import dev.assay.conformance.generate.ModuleTree;
import dev.assay.conformance.generate.Profile;
import dev.assay.conformance.generate.Shrinker;
import dev.assay.vm.Tier;
import dev.assay.vm.module.ModuleError;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One random module per seed, compared with the reference engine at many gas limits. A case is a
 * pair of a module and a limit.
 */
public final class GasFuzzer {
  private static final int SHRINK_SAMPLE = 400;

  private final Comparer.Maker engines;
  private final String kind;
  private final int sample;
  private final @Nullable Path corpus;

  /**
   * @param engine what to compare
   * @param sample about how many limits to try of each module
   * @param corpus where shrunk failures are kept, or null
   */
  public GasFuzzer(EngineChoice engine, int sample, @Nullable Path corpus) {
    this(maker(engine), "gas", sample, corpus);
  }

  private static Comparer.Maker maker(EngineChoice engine) {
    return switch (engine) {
      case INTERPRETER -> (prices, limits) -> new GasDifferential(Tier.INTERPRETER, prices, limits);
      case COMPILER -> (prices, limits) -> new GasDifferential(Tier.COMPILER, prices, limits);
      case AUTO -> GasDifferential::auto;
      case BOTH ->
          (prices, limits) ->
              scenario -> {
                Comparison first =
                    new GasDifferential(Tier.INTERPRETER, prices, limits).compare(scenario);
                return first.difference() == null
                    ? new GasDifferential(Tier.COMPILER, prices, limits).compare(scenario)
                    : first;
              };
    };
  }

  /** Compares any two engines; the kind is what kept failures are called by. */
  GasFuzzer(Comparer.Maker engines, String kind, int sample, @Nullable Path corpus) {
    this.engines = engines;
    this.kind = kind;
    this.sample = sample;
    this.corpus = corpus;
  }

  /**
   * What came of a seed.
   *
   * @param passed pairs on which the engines agreed
   * @param calls calls of functions that were executed
   * @param fault the first difference, or null
   */
  public record Attempt(int passed, long calls, @Nullable String fault) {}

  /** Tries one seed; equal seeds do equal things. */
  public Attempt attempt(long seed) {
    String prices = PriceList.nameFor(seed);
    Profile profile = profile(seed);
    ModuleTree tree = ModuleGenerator.generate(seed, profile);
    Comparison comparison =
        engines.make(prices, sample).compare(Regression.scenario(ModuleEncoder.encode(tree)));
    String difference = comparison.difference();
    if (difference == null) {
      return new Attempt(comparison.limits(), comparison.calls(), null);
    }
    Regression regression = shrunk(tree, prices, seed);
    String kept = corpus == null ? "" : " (kept as " + regression.save(corpus) + ")";
    String what = "seed " + seed + " at limit " + comparison.limit() + ": " + difference + kept;
    return new Attempt(comparison.limits(), comparison.calls(), what);
  }

  /** Schedules price what contracts may use; the other price lists know every instruction. */
  private static Profile profile(long seed) {
    return Math.floorMod(seed, 6L) == 4 ? Profile.WASM_2 : Profile.CONTRACT;
  }

  private Regression shrunk(ModuleTree tree, String prices, long seed) {
    ModuleTree small = Shrinker.shrink(tree, candidate -> differs(candidate, prices));
    byte[] bytes = ModuleEncoder.encode(small);
    Comparison comparison = engines.make(prices, SHRINK_SAMPLE).compare(Regression.scenario(bytes));
    return new Regression(
        kind + "-" + seed, prices, comparison.limit() + ": " + comparison.difference(), bytes);
  }

  private boolean differs(ModuleTree candidate, String prices) {
    try {
      var scenario = Regression.scenario(ModuleEncoder.encode(candidate));
      return engines.make(prices, SHRINK_SAMPLE).compare(scenario).difference() != null;
    } catch (ModuleError invalid) {
      return false;
    }
  }
}
