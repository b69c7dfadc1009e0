package dev.assay.conformance.fuzz;

import dev.assay.conformance.Child;
import dev.assay.conformance.fuzz.Comparer.Comparison;
import dev.assay.conformance.generate.BodyShrinker;
import dev.assay.conformance.reference.Scenario;
import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import dev.assay.vm.Tier;
import dev.assay.vm.module.Export;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.validate.ValidModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Modules that somebody else's generator makes of random bytes: Binaryen's translate-to-fuzz, which
 * npm brings. The tiers are compared with each other on each at many gas limits, and on every other
 * one, where NaNs are taken out, both with the log of Binaryen's interpreter.
 */
final class BinaryenFuzzer {
  private static final String RELEASE = "binaryen@123.0.0";
  private static final int LONGEST_INPUT = 6_000;
  private static final int MOST_SECONDS = 60;

  /** What contracts may use, except several results, which its log has no form for. */
  private static final List<String> FEATURES =
      List.of(
          "--mvp-features",
          "--enable-mutable-globals",
          "--enable-sign-ext",
          "--enable-nontrapping-float-to-int",
          "--enable-bulk-memory");

  private final Path folder;
  private final Path optimizer;
  private final int limits;
  private final Path kept;

  private BinaryenFuzzer(Path folder, Path optimizer, int limits, Path kept) {
    this.folder = folder;
    this.optimizer = optimizer;
    this.limits = limits;
    this.kept = kept;
  }

  /**
   * A fuzzer that works in a folder; Binaryen is installed there unless it is already.
   *
   * @param limits about how many gas limits to try of each module
   * @param kept where modules go, made smaller, on which the tiers differ; those on which both
   *     differ from Binaryen stay in the folder as they are
   * @throws IOException if npm is missing or cannot fetch it
   */
  static BinaryenFuzzer in(Path folder, int limits, Path kept) throws IOException {
    Path optimizer = folder.resolve("node_modules/binaryen/bin/wasm-opt");
    Files.createDirectories(folder);
    if (!Files.exists(optimizer)) {
      run(folder, "npm.log", "npm", "install", "--no-audit", "--no-fund", "--prefix", ".", RELEASE);
    }
    return new BinaryenFuzzer(folder, optimizer, limits, kept);
  }

  /** Tries one seed; equal seeds do equal things. */
  GasFuzzer.Attempt attempt(long seed) throws IOException {
    boolean logged = Math.floorMod(seed, 2L) == 1;
    Path module = module(seed, logged);
    Scenario scenario = scenario(Files.readAllBytes(module), seed);
    if (!isRunnable(scenario)) {
      return new GasFuzzer.Attempt(0, 0, null);
    }
    String prices = PriceList.nameFor(seed);
    Comparer tiers = new EnginePair(Tier.INTERPRETER, Tier.COMPILER, prices, limits);
    Comparison comparison = tiers.compare(scenario);
    String difference = comparison.difference();
    String file = "";
    if (difference != null) {
      String name = "binaryen-" + seed;
      file = shrunk(name, prices, scenario, tiers).save(kept).toString();
    } else if (logged) {
      difference = againstLog(module);
      file = difference == null ? "" : copy(module, seed);
    }
    if (difference == null) {
      return new GasFuzzer.Attempt(comparison.limits(), comparison.calls(), null);
    }
    String what =
        "seed " + seed + " prices " + prices + ": " + difference + " (kept as " + file + ")";
    return new GasFuzzer.Attempt(comparison.limits(), comparison.calls(), what);
  }

  private String copy(Path module, long seed) throws IOException {
    Path copy = folder.resolve("kept").resolve("binaryen-" + seed + ".wasm");
    Files.createDirectories(copy.getParent());
    return Files.write(copy, Files.readAllBytes(module)).toString();
  }

  /** Fewer calls and smaller functions on which engines still differ. */
  static Regression shrunk(String name, String prices, Scenario scenario, Comparer engines) {
    int imported = scenario.valid().module().importedFunctions();
    List<Scenario.Call> calls = new ArrayList<>(scenario.calls());
    calls.removeIf(call -> call.function() < imported);
    for (int i = calls.size() - 1; i >= 0; i--) {
      List<Scenario.Call> fewer = new ArrayList<>(calls);
      fewer.remove(i);
      if (engines.compare(new Scenario(scenario.valid(), fewer)).difference() != null) {
        calls = fewer;
      }
    }
    List<Scenario.Call> needed = List.copyOf(calls);
    byte[] small =
        BodyShrinker.shrink(scenario.valid().module(), bytes -> differs(bytes, needed, engines));
    Comparison comparison = engines.compare(new Scenario(Scenario.load(small), needed));
    String seen = comparison.limit() + ": " + comparison.difference();
    return new Regression(name, prices, seen, Regression.withCalls(small, needed, imported));
  }

  private static boolean differs(byte[] bytes, List<Scenario.Call> calls, Comparer engines) {
    try {
      return engines.compare(new Scenario(Scenario.load(bytes), calls)).difference() != null;
    } catch (ModuleError invalid) {
      return false;
    }
  }

  private static @Nullable String againstLog(Path module) {
    for (Tier tier : List.of(Tier.INTERPRETER, Tier.COMPILER)) {
      Case result = BinaryenCorpus.check(module, tier);
      if (result.verdict() != Verdict.PASSED) {
        return tier + " and Binaryen's interpreter: " + result.detail();
      }
    }
    return null;
  }

  /** Makes the module of a seed, and Binaryen's log of it beside it if that is wanted. */
  private Path module(long seed, boolean logged) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] input = new byte[1 + random.nextInt(LONGEST_INPUT)];
    random.nextBytes(input);
    Files.write(folder.resolve("input"), input);
    optimize("make.log", "input", "-ttf", "-o", "module.wasm", logged ? "--denan" : "-O0");
    if (logged) {
      optimize("module.exec", "module.wasm", "--fuzz-exec-before");
    }
    return folder.resolve("module.wasm");
  }

  private void optimize(String log, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("node", optimizer.toString()));
    command.addAll(FEATURES);
    command.addAll(List.of(options));
    run(folder, log, command.toArray(String[]::new));
  }

  /** Whether it asks for nothing but to log; some want to sleep, or to change tables. */
  private static boolean isRunnable(Scenario scenario) {
    return scenario.valid().module().imports().stream()
        .allMatch(
            each ->
                each.module().equals(BinaryenCorpus.LOG_MODULE)
                    && each.name().startsWith("log-")
                    && BinaryenCorpus.LOG_TYPES.contains(each.name().substring("log-".length())));
  }

  /** Calls every exported function, with a guard against endless loops wound up before each. */
  static Scenario scenario(byte[] bytes, long seed) {
    ValidModule valid = Scenario.load(bytes);
    WasmModule module = valid.module();
    SplittableRandom random = new SplittableRandom(seed);
    List<Export> functions =
        module.exports().stream().filter(each -> each.kind() == ExternalKind.FUNCTION).toList();
    List<Scenario.Call> calls = new ArrayList<>();
    for (Export function : functions) {
      functions.stream()
          .filter(each -> each.name().equals(BinaryenCorpus.GUARD))
          .forEach(guard -> calls.add(new Scenario.Call(guard.index(), List.of())));
      FunctionType type = module.functions().get(function.index());
      calls.add(
          new Scenario.Call(
              function.index(), random.longs(type.parameterSlots()).boxed().toList()));
    }
    return new Scenario(valid, calls);
  }

  private static void run(Path folder, String log, String... command) throws IOException {
    Path output = folder.resolve(log);
    Process process =
        Child.start(
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile()));
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", command) + " failed: see " + output);
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }
}
