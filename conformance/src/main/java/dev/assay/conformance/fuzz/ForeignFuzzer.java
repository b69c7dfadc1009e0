package dev.assay.conformance.fuzz;

import dev.assay.conformance.Child;
import dev.assay.conformance.generate.ModuleEncoder;
import dev.assay.conformance.generate.ModuleGenerator;
import dev.assay.conformance.generate.ModuleTree;
import dev.assay.conformance.generate.Profile;
import dev.assay.conformance.generate.Shrinker;
import dev.assay.conformance.reference.HostInterface;
import dev.assay.conformance.reference.Outcome;
import dev.assay.conformance.reference.Outcome.Ending;
import dev.assay.conformance.reference.Scenario;
import dev.assay.conformance.reference.State;
import dev.assay.vm.Tier;
import dev.assay.vm.decode.InstructionReader;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.Export;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionBody;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.runtime.ResourceLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares values, traps, host calls, memories and globals with V8, which node runs: an engine that
 * nobody here wrote. Many modules go to one process. V8 counts neither gas nor depth, so what ends
 * for want of either is left out, and so are modules that could tell one NaN from another.
 */
final class ForeignFuzzer {
  private static final ResourceLimits LIMITS = new ResourceLimits(20_000, 64, 1_000, 4_000);
  private static final long MOST_INK = 2_000_000;
  private static final Pattern FLOAT = Pattern.compile("f(32|64):([0-9a-f]+)");
  private static final Pattern INK = Pattern.compile(" ink (-?[0-9]+)$");
  private static final Pattern REFERENCE = Pattern.compile("(?:funcref|externref):(\\w+)");

  /** What lets the bits of a NaN out. */
  private static final Set<Opcode> TELLING =
      EnumSet.of(
          Opcode.I32_REINTERPRET_F32,
          Opcode.I64_REINTERPRET_F64,
          Opcode.F32_STORE,
          Opcode.F64_STORE,
          Opcode.F32_COPYSIGN,
          Opcode.F64_COPYSIGN);

  private final TierEngine engine;
  private final Path folder;
  private final @Nullable Path corpus;

  /**
   * A fuzzer.
   *
   * @param folder for the files that node reads
   * @param corpus where shrunk failures are kept, or null
   */
  ForeignFuzzer(Path folder, @Nullable Path corpus) throws IOException {
    this(LIMITS, folder, corpus);
  }

  /** A fuzzer of an engine with other limits than V8's. */
  ForeignFuzzer(ResourceLimits limits, Path folder, @Nullable Path corpus) throws IOException {
    this.engine = new TierEngine(Tier.COMPILER, InstructionCosts.UNIT, limits);
    this.folder = folder;
    this.corpus = corpus;
    try (InputStream script = ForeignFuzzer.class.getResourceAsStream("values.mjs")) {
      Files.write(script(), Objects.requireNonNull(script).readAllBytes());
    }
  }

  private Path script() {
    return folder.resolve("values.mjs");
  }

  /**
   * What came of a batch.
   *
   * @param compared modules that both engines ran
   * @param skipped modules that cannot be compared, or that V8 does not know
   */
  record Batch(int compared, int skipped, List<String> faults) {}

  /** A module, ready for V8, and what it has to say. */
  private record Task(long seed, ModuleTree tree, String json, String expected) {}

  /** Tries so many seeds. */
  Batch attempt(long first, int count) throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (long seed = first; seed < first + count; seed++) {
      ModuleTree tree = ModuleGenerator.generate(seed, Profile.CONTRACT);
      Task task = task(seed, tree);
      if (task != null) {
        tasks.add(task);
      }
    }
    List<String> told = onV8(tasks);
    int skipped = count - tasks.size();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      if (told.get(i).startsWith("refused ")) {
        skipped++;
      } else if (!told.get(i).equals(tasks.get(i).expected)) {
        faults.add(fault(tasks.get(i), told.get(i)));
      }
    }
    return new Batch(count - skipped, skipped, faults);
  }

  private String fault(Task task, String told) {
    ModuleTree small = Shrinker.shrink(task.tree, candidate -> differs(task.seed, candidate));
    String what = "V8 saw " + told + ", here " + task.expected;
    Regression kept = new Regression("v8-" + task.seed, "unit", what, ModuleEncoder.encode(small));
    String where = corpus == null ? "" : " (kept as " + kept.save(corpus) + ")";
    return "seed " + task.seed + ": " + what + where;
  }

  private boolean differs(long seed, ModuleTree candidate) {
    try {
      Task task = task(seed, candidate);
      if (task == null) {
        return false;
      }
      String told = onV8(List.of(task)).getFirst();
      return !told.startsWith("refused ") && !told.equals(task.expected);
    } catch (ModuleError | IOException unusable) {
      return false;
    }
  }

  /** A module's task, or null when it cannot be compared. */
  private @Nullable Task task(long seed, ModuleTree tree) {
    byte[] bytes = ModuleEncoder.encode(tree);
    Scenario scenario = Regression.scenario(bytes);
    if (tellsNaNs(scenario.valid().module())) {
      return null;
    }
    Outcome outcome = engine.run(scenario, MOST_INK);
    State state = outcome.state();
    for (Ending ending : outcome.endings()) {
      if (ending.trap() == TrapCode.OUT_OF_GAS || ending.trap() == TrapCode.CALL_STACK_EXHAUSTED) {
        return null;
      }
    }
    String calls =
        outcome.transcript().stream().map(ForeignFuzzer::plain).collect(Collectors.joining(" "));
    String expected =
        state == null
            ? "trap " + calls
            : outcome.endings().stream()
                    .skip(1)
                    .map(each -> each.trap() == null ? plain(each.results().toString()) : "trap")
                    .collect(Collectors.joining(" "))
                + " | "
                + calls
                + " | "
                + state.memory()
                + " | "
                + state.globals().stream()
                    .map(ForeignFuzzer::plain)
                    .collect(Collectors.joining(" "));
    return new Task(seed, tree, json(bytes, scenario, outcome), expected);
  }

  private static boolean tellsNaNs(WasmModule module) {
    for (FunctionBody body : module.bodies()) {
      InstructionReader reader = InstructionReader.of(module, body);
      while (reader.next()) {
        if (TELLING.contains(reader.opcode())) {
          return true;
        }
      }
    }
    return false;
  }

  /** A text without what V8 does not know: ink, the bits of a NaN, the numbers of functions. */
  private static String plain(String text) {
    String withoutInk = INK.matcher(text).replaceAll("");
    String references =
        REFERENCE
            .matcher(withoutInk)
            .replaceAll(match -> match.group(1).equals("null") ? "ref:null" : "ref:some");
    return FLOAT.matcher(references).replaceAll(ForeignFuzzer::withoutPayload);
  }

  private static String withoutPayload(MatchResult match) {
    boolean wide = match.group(1).equals("64");
    long bits = Long.parseUnsignedLong(match.group(2), 16);
    boolean isNaN =
        wide
            ? Double.isNaN(Double.longBitsToDouble(bits))
            : Float.isNaN(Float.intBitsToFloat((int) bits));
    return isNaN ? "f" + match.group(1) + ":nan" : match.group();
  }

  private static String json(byte[] bytes, Scenario scenario, Outcome outcome) {
    WasmModule module = scenario.valid().module();
    String calls =
        scenario.calls().stream()
            .map(call -> json(module, call))
            .collect(Collectors.joining(",", "[", "]"));
    List<ValueType> globals = new ArrayList<>();
    module.definedGlobals().forEach(global -> globals.add(global.type().type()));
    return "{\"wasm\":\"%s\",\"calls\":%s,\"globals\":%s,\"ink\":%s}"
        .formatted(Base64.getEncoder().encodeToString(bytes), calls, types(globals), ink(outcome));
  }

  private static String json(WasmModule module, Scenario.Call call) {
    FunctionType type = module.functions().get(call.function());
    String words =
        call.arguments().stream()
            .map(word -> "\"" + word + "\"")
            .collect(Collectors.joining(",", "[", "]"));
    return "{\"name\":\"%s\",\"words\":%s,\"parameters\":%s,\"results\":%s}"
        .formatted(
            name(module, call.function()), words, types(type.parameters()), types(type.results()));
  }

  private static String name(WasmModule module, int function) {
    for (Export export : module.exports()) {
      if (export.kind() == ExternalKind.FUNCTION && export.index() == function) {
        return export.name();
      }
    }
    throw new IllegalStateException("function " + function + " is not exported");
  }

  private static String types(List<ValueType> types) {
    return types.stream()
        .map(type -> type instanceof NumberType number ? "\"" + number + "\"" : "\"ref\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** What the host function of that name answered, call by call. */
  private static String ink(Outcome outcome) {
    List<String> answers = new ArrayList<>();
    for (String call : outcome.transcript()) {
      Matcher left = INK.matcher(call);
      if (call.startsWith(HostInterface.INK.label() + "[") && left.find()) {
        answers.add("\"" + left.group(1) + "\"");
      }
    }
    return answers.toString();
  }

  private List<String> onV8(List<Task> tasks) throws IOException {
    Path input = folder.resolve("modules.json");
    Files.writeString(input, tasks.stream().map(Task::json).collect(Collectors.joining("\n")));
    Process node =
        Child.start(
            new ProcessBuilder(
                    "node",
                    "--experimental-wasm-extended-const",
                    script().toString(),
                    input.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    List<String> told =
        new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    if (told.size() != tasks.size()) {
      throw new IOException("node answered " + told.size() + " of " + tasks.size());
    }
    return told;
  }
}
