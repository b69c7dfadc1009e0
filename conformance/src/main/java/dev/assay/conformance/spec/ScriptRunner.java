package dev.assay.conformance.spec;

import dev.assay.conformance.report.Case;
import dev.assay.conformance.spec.Command.Action;
import dev.assay.conformance.spec.Command.ModuleFile;
import dev.assay.conformance.text.MalformedText;
import dev.assay.conformance.text.Wabt;
import dev.assay.vm.Engine;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.decode.MalformedModule;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.runtime.FunctionReference;
import dev.assay.vm.runtime.Global;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.Instantiation;
import dev.assay.vm.runtime.Store;
import dev.assay.vm.validate.InvalidModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs the commands of one script in one store. */
public final class ScriptRunner {
  private static final Pattern NOT_SUPPORTED =
      Pattern.compile("the feature (\\S+), which is not supported");

  private final Script script;
  private final Engine engine;
  private final Store store = Store.unmetered();
  private final Imports spectest = SpectestModule.create();
  private final Map<String, Instance> instances = new HashMap<>();
  private final Map<String, Instance> registered = new HashMap<>();
  private final Map<String, CodeUnit> definitions = new HashMap<>();

  /** Names under which nothing could be registered, with the reason. */
  private final Map<String, String> absent = new HashMap<>();

  private @Nullable Instance current;
  private @Nullable CodeUnit lastDefinition;

  /** Why the current module is missing; what asks for it is skipped for the same reason. */
  private String missing = "no module yet";

  private ScriptRunner(Script script, Engine engine) {
    this.script = script;
    this.engine = engine;
  }

  /** A verdict for every command, named by its line. */
  public static List<Case> run(Script script, Engine engine) {
    var runner = new ScriptRunner(script, engine);
    try (runner.store) {
      return script.commands().stream().map(runner::check).toList();
    }
  }

  private Case check(Command command) {
    var name = "line " + command.line();
    try {
      perform(command);
      return Case.passed(name);
    } catch (NotAsked e) {
      return Case.skipped(name, e.reason);
    } catch (Unexpected e) {
      return Case.failed(name, e.reason);
    } catch (ModuleError e) {
      return refusedUnexpectedly(name, e);
    } catch (MalformedText e) {
      return Case.failed(name, String.valueOf(e.getMessage()));
    } catch (Trap e) {
      return Case.failed(name, e.describe());
    } catch (RuntimeException | StackOverflowError e) {
      return Case.failed(name, "the engine failed: " + e + " at " + place(e));
    }
  }

  private static Case refusedUnexpectedly(String name, ModuleError e) {
    var feature = unsupportedFeature(e);
    return feature != null
        ? Case.skipped(name, "needs " + feature)
        : Case.failed(name, e.getMessage());
  }

  private static @Nullable String unsupportedFeature(ModuleError e) {
    var matcher = NOT_SUPPORTED.matcher(String.valueOf(e.getMessage()));
    return matcher.find() ? matcher.group(1) : null;
  }

  private static String place(Throwable e) {
    return e.getStackTrace().length == 0 ? "nowhere" : e.getStackTrace()[0].toString();
  }

  private void perform(Command command) {
    switch (command) {
      case Command.Module(_, var name, var file) -> enter(name, () -> load(file));
      case Command.Definition(_, var name, var file) -> define(name, load(file));
      case Command.Instantiate(_, var name, var definition) ->
          enter(name, () -> definition(definition));
      case Command.Register(_, var as, var instance) -> register(as, instance);
      case Command.Perform(_, var action) -> values(action);
      case Command.AssertReturn(_, var action, var expected) -> compare(values(action), expected);
      case Command.AssertTrap(_, var action, var text) -> expectTrap(action, text);
      case Command.AssertRefused refused -> expectRefusal(refused);
      case Command.Unsupported(_, var type) -> throw new NotAsked("command " + type);
    }
  }

  private CodeUnit load(ModuleFile file) {
    try {
      byte[] bytes = script.modules().read(file.file());
      return engine.load(
          file.text() ? Wabt.module(file.file(), bytes, Wabt.Check.WELL_FORMED) : bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void define(@Nullable String name, CodeUnit unit) {
    lastDefinition = unit;
    if (name != null) {
      definitions.put(name, unit);
    }
  }

  private CodeUnit definition(@Nullable String name) {
    var unit = name == null ? lastDefinition : definitions.get(name);
    if (unit == null) {
      throw new NotAsked("a definition that did not load");
    }
    return unit;
  }

  private void register(String as, @Nullable String name) {
    absent.put(as, missing);
    registered.put(as, instance(name));
    absent.remove(as);
  }

  /** Links a module; what lacks an import only because that was not asked is not asked either. */
  private Instantiation instantiate(CodeUnit unit) {
    Imports others =
        wanted -> {
          var instance = registered.get(wanted.module());
          return instance == null ? null : instance.export(wanted.name());
        };
    var outcome = engine.instantiate(unit, others.or(spectest), store);
    if (outcome instanceof Instantiation.Unlinkable(var why)) {
      var reason = absent.get(why.wanted().module());
      if (reason != null) {
        throw new NotAsked(reason);
      }
    }
    return outcome;
  }

  /** Makes an instance the current one; without it, the commands that follow are not asked. */
  private void enter(@Nullable String name, Supplier<CodeUnit> unit) {
    current = null;
    missing = "its module did not load";
    try {
      current =
          switch (instantiate(unit.get())) {
            case Instantiation.Ready(var instance) -> instance;
            case Instantiation.Trapped(var trap) -> throw trap;
            case Instantiation.Unlinkable(var why) -> throw new Unexpected(why.message());
          };
    } catch (ModuleError e) {
      var feature = unsupportedFeature(e);
      missing = feature == null ? missing : "needs " + feature;
      throw e;
    } finally {
      if (name != null && current != null) {
        instances.put(name, current);
      }
    }
  }

  private Instance instance(@Nullable String name) {
    var instance = name == null ? current : instances.get(name);
    if (instance == null) {
      throw new NotAsked(missing);
    }
    return instance;
  }

  /** Values with their types, slot after slot. */
  private record Values(List<ValueType> types, long[] slots) {}

  private Values values(Action action) {
    var instance = instance(action.instance());
    return switch (action) {
      case Action.Invoke(_, var field, var arguments) -> {
        var type =
            instance.export(field) instanceof FunctionReference function
                ? function.type()
                : FunctionType.EMPTY;
        yield new Values(type.results(), instance.invoke(field, arguments));
      }
      case Action.Get(_, var field) -> {
        if (instance.export(field) instanceof Global global) {
          var slots = new long[] {global.bits(), global.high()};
          yield new Values(List.of(global.type().type()), slots);
        }
        throw new Unexpected("no exported global " + field);
      }
    };
  }

  private static void compare(Values values, List<Expected> expected) {
    boolean fits = values.types.size() == expected.size();
    int slot = 0;
    for (int i = 0; fits && i < expected.size(); i++) {
      var type = values.types.get(i);
      long high = type.slots() == 2 ? values.slots[slot + 1] : 0;
      fits = expected.get(i).fits(type, values.slots[slot], high);
      slot += type.slots();
    }
    if (!fits) {
      throw new Unexpected("expected " + expected + ", got " + describe(values));
    }
  }

  private static String describe(Values values) {
    var text = new StringJoiner(", ", "[", "]");
    int slot = 0;
    for (var type : values.types) {
      text.add(
          type.slots() == 2
              ? "%s %016x%016x".formatted(type, values.slots[slot + 1], values.slots[slot])
              : "%s %x".formatted(type, values.slots[slot]));
      slot += type.slots();
    }
    return text.toString();
  }

  private void expectTrap(Action action, String text) {
    Values values;
    try {
      values = values(action);
    } catch (Trap trap) {
      expectWords(text, trap.message());
      return;
    }
    throw new Unexpected("expected the trap " + text + ", got " + describe(values));
  }

  private void expectRefusal(Command.AssertRefused refused) {
    switch (refused.refusal()) {
      case MALFORMED -> expectModuleError(refused, MalformedModule.class);
      case INVALID -> expectModuleError(refused, InvalidModule.class);
      case UNLINKABLE -> {
        if (!(instantiate(load(refused.module())) instanceof Instantiation.Unlinkable(var why))) {
          throw new Unexpected("linked, expected: " + refused.text());
        }
        expectWords(refused.text(), why.problem());
      }
      case UNINSTANTIABLE -> {
        if (!(instantiate(load(refused.module())) instanceof Instantiation.Trapped(var trap))) {
          throw new Unexpected("instantiated, expected: " + refused.text());
        }
        expectWords(refused.text(), trap.message());
      }
    }
  }

  /** The words for malformed and invalid modules are free; the stage that refuses them is not. */
  private void expectModuleError(Command.AssertRefused refused, Class<?> wanted) {
    try {
      load(refused.module());
    } catch (MalformedText e) {
      if (refused.refusal() == Command.Refusal.MALFORMED) {
        return;
      }
      throw e;
    } catch (ModuleError e) {
      if (wanted.isInstance(e)) {
        return;
      }
      if (unsupportedFeature(e) != null) {
        throw e;
      }
      throw new Unexpected(
          "expected %s: %s, got %s"
              .formatted(wanted.getSimpleName(), refused.text(), e.getMessage()));
    }
    throw new Unexpected(
        "accepted, expected %s: %s".formatted(wanted.getSimpleName(), refused.text()));
  }

  /** Either text may say more than the other. */
  private static void expectWords(String expected, String actual) {
    if (!actual.startsWith(expected) && !expected.startsWith(actual)) {
      throw new Unexpected("expected \"%s\", got \"%s\"".formatted(expected, actual));
    }
  }

  /** Ends a command that cannot be asked of this engine. */
  private static final class NotAsked extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String reason;

    NotAsked(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }

  /** Ends a command that went otherwise than expected. */
  private static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String reason;

    Unexpected(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
