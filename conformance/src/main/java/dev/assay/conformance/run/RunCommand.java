package dev.assay.conformance.run;

import dev.assay.metering.GasSchedules;
import dev.assay.metering.Ink;
import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.FunctionReference;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.Instantiation;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.runtime.ResourceLimits;
import dev.assay.vm.runtime.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay run}. */
@Command(
    name = "run",
    description = "Executes a WebAssembly module.",
    footer = {"", "Example:", "  assay run --gas 1000000 fac.wasm --invoke fac 20"})
public final class RunCommand implements Subcommand {
  private static final long INK_PER_GAS = Ink.PER_GAS;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The module.")
  private Path file = Path.of("");

  @Parameters(index = "1..*", paramLabel = "ARG", description = "Arguments of the function.")
  private List<String> arguments = new ArrayList<>();

  @Option(names = "--invoke", paramLabel = "NAME", description = "The exported function to call.")
  private @Nullable String invoke;

  @Option(names = "--gas", description = "The most gas to use; no limit when left out.")
  private long gas = Long.MAX_VALUE / INK_PER_GAS;

  @Option(names = "--schedule", description = "Gas schedule: ${DEFAULT-VALUE} is 1 ink each.")
  private String schedule = "unit";

  @Option(names = "--engine", description = "The engine; there is one: ${DEFAULT-VALUE}.")
  private String engine = "interpreter";

  @Option(
      names = "--profile",
      paramLabel = "OUT",
      description =
          "Print where the gas went and write it to OUT: a flame graph, or folded stacks if the"
              + " name ends in .folded; repeatable.")
  private List<Path> profiles = new ArrayList<>();

  @Override
  public ExitCode call() throws IOException {
    if (!engine.equals("interpreter")) {
      throw CommandFailure.usage("no engine is called " + engine + "; there is: interpreter");
    }
    if (gas < 0 || gas > Long.MAX_VALUE / INK_PER_GAS) {
      throw CommandFailure.usage("gas out of range: " + gas);
    }
    Engine vm = new Engine(EngineConfig.DEFAULT.with(costs()));
    GasTank tank = GasTank.of(gas * INK_PER_GAS);
    RunProfile profile = profiles.isEmpty() ? null : new RunProfile(file, tank);
    ExecutionListener listener = profile == null ? null : profile.listener();
    try (Store store = new Store(ResourceLimits.DEFAULT, tank, listener)) {
      ExitCode code = run(vm, vm.load(bytes()), store);
      if (profile != null) {
        profile.write(profiles, spec.commandLine().getOut());
      }
      return code;
    } catch (ModuleError e) {
      throw new CommandFailure(ExitCode.NO, String.valueOf(e.getMessage()), e);
    }
  }

  private InstructionCosts costs() {
    if (schedule.equals("unit")) {
      return InstructionCosts.UNIT;
    }
    try {
      return GasSchedules.named(schedule);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private byte[] bytes() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.environment("no such file: " + file, null);
    }
    return Files.readAllBytes(file);
  }

  private ExitCode run(Engine vm, CodeUnit unit, Store store) {
    return switch (vm.instantiate(unit, Imports.NONE, store)) {
      case Instantiation.Unlinkable unlinkable ->
          throw CommandFailure.no(unlinkable.failure().message());
      case Instantiation.Trapped trapped -> trapped(trapped.trap());
      case Instantiation.Ready ready -> invoke(ready.instance());
    };
  }

  private ExitCode invoke(Instance instance) {
    String name = invoke;
    if (name == null) {
      return ExitCode.OK;
    }
    if (!(instance.export(name) instanceof FunctionReference function)) {
      throw CommandFailure.usage("no exported function is called " + name);
    }
    long[] slots = TypedValues.parse(function.type(), arguments);
    long before = instance.store().tank().remaining();
    try {
      long[] results = instance.invoke(name, slots);
      TypedValues.print(function.type(), results).forEach(spec.commandLine().getOut()::println);
    } catch (Trap trap) {
      return trapped(trap);
    }
    long ink = before - instance.store().tank().remaining();
    spec.commandLine().getErr().println("ink used: " + ink);
    return ExitCode.OK;
  }

  private ExitCode trapped(Trap trap) {
    spec.commandLine().getErr().println(trap.describe());
    spec.commandLine().getErr().println("ink used: " + trap.ink());
    return ExitCode.NO;
  }
}
