package dev.assay.conformance.determinism;

import dev.assay.conformance.report.Case;
import dev.assay.conformance.text.Wabt;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Tier;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.module.Export;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Asks modules the same over and over; every answer has to be the known one, or the first. */
public final class Probes {
  private static final int TOO_DEEP = 1 << 20;

  private final Map<String, Long> answers = new TreeMap<>();

  /** Probes that know the answers to our own questions. */
  public Probes() {
    String known = new String(resource("answers.txt"), StandardCharsets.UTF_8);
    known
        .lines()
        .forEach(line -> answers.put(line.substring(17), Long.parseUnsignedLong(line, 0, 16, 16)));
  }

  /** Our own probes of NaNs: every exported function, so many times. */
  public List<Case> nans(Tier tier, int calls) {
    Instance instance = instance(text("nan.wat"), tier);
    List<Case> cases = new ArrayList<>();
    for (Export export : functions(instance)) {
      cases.add(ask(export.name(), calls, () -> instance.invoke(export.name())[0]));
    }
    return cases;
  }

  /** Our own probes of depth: the deepest call of every exported function, found so many times. */
  public List<Case> depths(Tier tier, int searches) {
    byte[] module = text("depth.wat");
    List<Case> cases = new ArrayList<>();
    for (Export export : functions(instance(module, tier))) {
      cases.add(ask(export.name(), searches, () -> deepest(module, tier, export.name())));
    }
    return cases;
  }

  /** The probes of NaNs in somebody else's module: {@code run(i)} for each i below a number. */
  public List<Case> nans(byte[] module, int probes, Tier tier, int calls) {
    Instance instance = instance(module, tier);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < probes; i++) {
      int probe = i;
      cases.add(ask("run(" + i + ")", calls, () -> instance.invoke("run", probe)[0]));
    }
    return cases;
  }

  /** The probe of depth in somebody else's module: the deepest {@code run(i)}. */
  public Case depth(byte[] module, Tier tier, int searches) {
    return ask("depth of run", searches, () -> deepest(module, tier, "run"));
  }

  private Case ask(String name, int times, LongSupplier question) {
    for (int i = 1; i <= times; i++) {
      long answer = question.getAsLong();
      Long known = answers.putIfAbsent(name, answer);
      if (known != null && known != answer) {
        return Case.failed(name, "%016x in call %,d, not %016x".formatted(answer, i, known));
      }
    }
    return Case.passed(name);
  }

  /** The largest argument that does not exhaust the call stack, by bisection. */
  private static int deepest(byte[] module, Tier tier, String function) {
    Instance instance = instance(module, tier);
    int reached = 0;
    int tooDeep = TOO_DEEP;
    while (tooDeep - reached > 1) {
      int middle = (reached + tooDeep) >>> 1;
      if (returns(instance, function, middle)) {
        reached = middle;
      } else {
        tooDeep = middle;
      }
    }
    return reached;
  }

  private static boolean returns(Instance instance, String function, int depth) {
    try {
      return instance.invoke(function, depth)[0] == depth;
    } catch (Trap trap) {
      if (trap.code() != TrapCode.CALL_STACK_EXHAUSTED) {
        throw trap;
      }
      return false;
    }
  }

  private static Instance instance(byte[] module, Tier tier) {
    Engine engine = new Engine(EngineConfig.DEFAULT.with(tier));
    return engine.instantiate(engine.load(module), Imports.NONE, Store.unmetered()).orThrow();
  }

  private static List<Export> functions(Instance instance) {
    return instance.module().exports().stream()
        .filter(export -> export.kind() == ExternalKind.FUNCTION)
        .toList();
  }

  private static byte[] text(String name) {
    return Wabt.module(name, resource(name), Wabt.Check.VALID);
  }

  private static byte[] resource(String name) {
    try (InputStream in = Objects.requireNonNull(Probes.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is known by now, in the form of {@code answers.txt}: bits and name, a line each. */
  public List<String> answers() {
    return answers.entrySet().stream()
        .map(each -> "%016x %s".formatted(each.getValue(), each.getKey()))
        .toList();
  }
}
