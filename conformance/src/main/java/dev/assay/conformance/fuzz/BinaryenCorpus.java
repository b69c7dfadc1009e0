package dev.assay.conformance.fuzz;

import dev.assay.conformance.report.Case;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Tier;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.module.Export;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Modules made by Binaryen's fuzzer, each with the log that Binaryen's interpreter wrote of it. The
 * log has, for every exported function in order, what it logged through imports and its result or
 * that it trapped. Before each call the module's own guard against endless loops is wound up again.
 */
public final class BinaryenCorpus {
  private static final String CALLING = "[fuzz-exec] calling ";
  private static final String RESULT = "[fuzz-exec] note result: ";
  private static final String LOGGING = "[LoggingExternalInterface logging ";
  static final String LOG_MODULE = "fuzzing-support";
  static final String GUARD = "hangLimitInitializer";

  static final List<String> LOG_TYPES = List.of("i32", "i64", "f32", "f64", "v128");

  private BinaryenCorpus() {}

  /** The modules of a folder and of those in it. */
  public static List<Path> modules(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".wasm")).sorted().toList();
    }
  }

  /** Runs a module and compares with its log. */
  public static Case check(Path module) {
    return check(module, Tier.INTERPRETER);
  }

  /** The same on one tier. */
  static Case check(Path module, Tier tier) {
    String name =
        module.subpath(Math.max(0, module.getNameCount() - 2), module.getNameCount()).toString();
    try {
      List<Call> expected = readLog(module);
      Engine engine = new Engine(EngineConfig.DEFAULT.with(tier));
      try (Store store = Store.unmetered()) {
        Run run = new Run();
        Instance instance =
            engine
                .instantiate(engine.load(Files.readAllBytes(module)), run.imports(), store)
                .orThrow();
        return Case.of(name, run.compare(instance, expected));
      }
    } catch (ModuleError | Trap refused) {
      return Case.failed(name, String.valueOf(refused.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One call in a log.
   *
   * @param lines what it logged and, in the last line, its result, "trap", or "returned"
   */
  private record Call(String function, List<String> lines) {}

  private static List<Call> readLog(Path module) throws IOException {
    String log = module.getFileName().toString().replace(".wasm", ".exec");
    List<Call> calls = new ArrayList<>();
    for (String line : Files.readAllLines(module.resolveSibling(log))) {
      if (line.startsWith(CALLING)) {
        calls.add(new Call(line.substring(CALLING.length()), new ArrayList<>()));
      } else if (line.startsWith(LOGGING)) {
        calls.getLast().lines.add(line.substring(LOGGING.length(), line.length() - 1));
      } else if (line.startsWith(RESULT)) {
        calls.getLast().lines.add("= " + line.substring(line.indexOf("=> ") + 3));
      } else if (line.startsWith("[trap")) {
        calls.getLast().lines.add("trap");
      }
    }
    return calls;
  }

  /** One instance and what it has logged in the present call. */
  private static final class Run {
    private final List<List<BinaryenValue>> logged = new ArrayList<>();

    Imports imports() {
      Imports.Builder imports = Imports.builder();
      for (String type : LOG_TYPES) {
        FunctionType signature = FunctionType.parse(type + " ->");
        ValueType value = signature.parameters().getFirst();
        HostFunction.Body log =
            (caller, frame, base) -> logged.add(BinaryenValue.of(List.of(value), frame, base));
        imports.function(LOG_MODULE, "log-" + type, HostFunction.of(signature, log));
      }
      return imports.build();
    }

    /** The first difference, or nothing. */
    String compare(Instance instance, List<Call> expected) {
      List<Export> functions =
          instance.module().exports().stream()
              .filter(export -> export.kind() == ExternalKind.FUNCTION)
              .toList();
      if (functions.size() != expected.size()) {
        return functions.size() + " functions are exported, " + expected.size() + " are in the log";
      }
      for (int i = 0; i < functions.size(); i++) {
        Call call = expected.get(i);
        if (instance.export(GUARD) != null) {
          instance.invoke(GUARD);
        }
        String difference = compare(instance, functions.get(i).index(), call);
        if (!difference.isEmpty()) {
          return call.function + ": " + difference;
        }
      }
      return "";
    }

    private String compare(Instance instance, int function, Call call) {
      logged.clear();
      FunctionType type = instance.functionType(function);
      String ending = "";
      List<BinaryenValue> results = List.of();
      try {
        long[] slots = instance.invoke(function, new long[type.parameterSlots()]);
        results = BinaryenValue.of(type.results(), slots, 0);
      } catch (Trap trap) {
        ending = "trap";
      }
      if (ending.isEmpty() && !results.isEmpty()) {
        logged.add(results);
      }
      int lines = logged.size() + (ending.isEmpty() ? 0 : 1);
      if (lines != call.lines.size()) {
        return "expected " + call.lines + ", got " + logged + " " + ending;
      }
      for (int i = 0; i < logged.size(); i++) {
        String line = call.lines.get(i);
        boolean isResult = !results.isEmpty() && i == logged.size() - 1;
        String text = isResult && line.startsWith("= ") ? line.substring(2) : line;
        if (isResult != line.startsWith("= ")
            || !BinaryenValue.matches(text, logged.get(i), isResult)) {
          return "expected " + line + ", got " + logged.get(i);
        }
      }
      boolean trapExpected = !call.lines.isEmpty() && call.lines.getLast().equals("trap");
      return trapExpected == !ending.isEmpty() ? "" : "expected " + call.lines + ", got " + ending;
    }
  }
}
