package dev.assay.conformance.run;

import dev.assay.conformance.EngineChoice;
import dev.assay.conformance.wasi.WasiFiles;
import dev.assay.conformance.wasi.WasiProcess;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.metering.Ink;
import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.ModuleFile;
import dev.assay.node.cli.Subcommand;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Tier;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.module.ModuleError;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.runtime.ResourceLimits;
import dev.assay.vm.runtime.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay run}. */
@Command(
    name = "run",
    description = {
      "Executes a WebAssembly module: one exported function, or a WASI program. A program sees its",
      "arguments and the environment, input and files given here; its clock moves only when read,",
      "and its random bytes follow from a seed.",
      "",
      "Arguments and results are written by type: 7, -1, 0xff for i32 and i64; 1.5, 0x1p-3, inf,",
      "nan, nan:0x200000 for f32 and f64; i32x4:1,2,3,4 or 32 hexadecimal digits for v128; null for",
      "references. A type before it, i64:7, is checked."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  assay run --gas 1000000 fac.wat --invoke fac 20",
      "  assay run hello.wasm --env LANG=C one two",
      "  assay run --schedule assay-1 --trace-hash --json fac.wasm --invoke fac 20",
      "",
      "Exit codes: 0 returned, or exited with 0; 1 trapped, refused, or exited otherwise; 2 usage;",
      "3 the environment."
    })
public final class RunCommand implements Subcommand {
  private static final String UNIT = "unit";

  private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The module, .wasm or .wat.")
  private Path file = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "ARG",
      description = "Arguments of the function or of the program.")
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = "--invoke",
      paramLabel = "NAME",
      description = "The exported function to call; without it, _start if there is one.")
  private @Nullable String invoke;

  @Option(
      names = "--gas",
      paramLabel = "N",
      description = "The most gas to use; no limit when left out.")
  private long gas = Long.MAX_VALUE / Ink.PER_GAS;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description = "Gas schedule; without it, or as " + UNIT + ", every instruction costs 1 ink.")
  private String schedule = UNIT;

  @Option(
      names = "--engine",
      paramLabel = "TIER",
      description = "What runs it: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private EngineChoice engine = EngineChoice.AUTO;

  @Option(
      names = "--trace-hash",
      description =
          "Print a hash of every instruction executed and of what the run left behind: equal on"
              + " every machine and engine.")
  private boolean traceHash;

  @Option(
      names = "--profile",
      paramLabel = "OUT",
      description =
          "Print where the gas went and write it to OUT: a flame graph, or folded stacks if the"
              + " name ends in .folded; repeatable.")
  private List<Path> profiles = new ArrayList<>();

  @Option(names = "--json", description = "Print the outcome as one JSON object.")
  private boolean json;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "A variable of the program's environment, else empty; repeatable.")
  private List<String> environment = new ArrayList<>();

  @Option(
      names = "--stdin",
      paramLabel = "FILE",
      description = "What the program reads from standard input, else nothing.")
  private @Nullable Path input;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "A file the program may open by its name; it works on a copy; repeatable.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the program's random bytes follow from (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** A negative number is an argument and not an option. */
  @Spec
  void spec(CommandSpec own) {
    own.parser().unmatchedOptionsArePositionalParams(true);
    spec = own;
  }

  @Override
  public ExitCode call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("started without a command line");
    }
    if (gas < 0 || gas > Long.MAX_VALUE / Ink.PER_GAS) {
      throw CommandFailure.usage("gas out of range: " + gas);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (GuestOutput output = json ? GuestOutput.kept() : GuestOutput.through(out, err)) {
      if (engine.tiers().size() > 1) {
        compareEngines();
      }
      Engine vm = vm(engine.tiers().getLast());
      return run(vm, vm.load(ModuleFile.read(file)), output, out, err);
    } catch (ModuleError e) {
      throw new CommandFailure(ExitCode.NO, String.valueOf(e.getMessage()), e);
    }
  }

  private Engine vm(Tier tier) {
    return new Engine(EngineConfig.DEFAULT.with(costs()).with(tier));
  }

  /** Runs everything once on each engine, unseen. */
  private void compareEngines() throws IOException {
    Witness first = witness(engine.tiers().getFirst());
    String difference = first.difference(witness(engine.tiers().getLast()));
    if (difference != null) {
      throw new CommandFailure(ExitCode.NO, "the engines differ: " + difference, null);
    }
  }

  private Witness witness(Tier tier) throws IOException {
    Witness witness = new Witness();
    Engine vm = vm(tier);
    GasTank tank = GasTank.of(gas * Ink.PER_GAS);
    long full = tank.remaining();
    try (GuestOutput output = GuestOutput.kept();
        Store store = new Store(ResourceLimits.DEFAULT, tank, witness)) {
      WasiProcess process = new WasiProcess(surroundings(), output.out(), output.err());
      GuestRun run = new GuestRun(vm, store, process, null);
      RunResult result = run.run(vm.load(ModuleFile.read(file)), invoke, arguments);
      witness.ended(result, full - tank.remaining(), output);
      if (tank.remaining() > 0 && store.instances() > 0) {
        witness.state(store.instance(0));
      }
    }
    return witness;
  }

  private InstructionCosts costs() {
    if (schedule.equals(UNIT)) {
      return InstructionCosts.UNIT;
    }
    return GasSchedules.ALL.stream()
        .filter(each -> each.name().equals(schedule))
        .findFirst()
        .orElseThrow(() -> CommandFailure.usage(noSuchSchedule()));
  }

  private String noSuchSchedule() {
    List<String> names =
        Stream.concat(Stream.of(UNIT), GasSchedules.ALL.stream().map(GasSchedule::name)).toList();
    return "no gas schedule is called \"" + schedule + "\"; known: " + String.join(", ", names);
  }

  private ExitCode run(
      Engine vm, CodeUnit unit, GuestOutput output, PrintWriter out, PrintWriter err)
      throws IOException {
    WasiProcess process = new WasiProcess(surroundings(), output.out(), output.err());
    GasTank tank = GasTank.of(gas * Ink.PER_GAS);
    long full = tank.remaining();
    TraceHash hash = traceHash ? new TraceHash(full) : null;
    RunProfile profile = profiles.isEmpty() ? null : new RunProfile(file, tank);
    try (Store store = new Store(ResourceLimits.DEFAULT, tank, listener(hash, profile))) {
      GuestRun run = new GuestRun(vm, store, process, hash);
      RunResult result = run.run(unit, invoke, arguments);
      String digest = hash == null ? null : hash.finish();
      output.flush();
      RunReport report =
          new RunReport(result, engine.toString(), schedule, full - tank.remaining(), digest);
      if (json) {
        out.println(report.json(output.keptOut(), output.keptErr()));
      } else {
        report.print(out, err);
      }
      if (profile != null) {
        profile.write(profiles, json ? err : out);
      }
      return result.succeeded() ? ExitCode.OK : ExitCode.NO;
    }
  }

  private static @Nullable ExecutionListener listener(
      @Nullable TraceHash hash, @Nullable RunProfile profile) {
    List<ExecutionListener> listeners = new ArrayList<>();
    if (hash != null) {
      listeners.add(hash);
    }
    if (profile != null) {
      listeners.add(profile.listener());
    }
    return switch (listeners.size()) {
      case 0 -> null;
      case 1 -> listeners.getFirst();
      default -> new Listeners(listeners);
    };
  }

  private WasiProcess.Surroundings surroundings() throws IOException {
    for (String variable : environment) {
      if (variable.indexOf('=') < 1) {
        throw CommandFailure.usage("--env takes NAME=VALUE, got " + variable);
      }
    }
    List<String> program = new ArrayList<>(List.of(String.valueOf(file.getFileName())));
    program.addAll(arguments);
    byte[] bytes = input == null ? new byte[0] : Files.readAllBytes(input);
    return new WasiProcess.Surroundings(program, environment, bytes, root(), seed);
  }

  private @Nullable WasiFiles root() throws IOException {
    WasiFiles root = new WasiFiles();
    for (Path each : files) {
      root.put(String.valueOf(each.getFileName()), Files.readAllBytes(each));
    }
    return files.isEmpty() ? null : root;
  }
}
