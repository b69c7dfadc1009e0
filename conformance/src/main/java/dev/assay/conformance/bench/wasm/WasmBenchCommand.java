package dev.assay.conformance.bench.wasm;

import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.vm.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench wasm}: kernels against native code and other WebAssembly runtimes. */
@Command(
    name = "wasm",
    description = {
      "Run the kernels on our engine, each tier metered and free, beside gcc -O2 and other",
      "runtimes.",
      "CPU time of the calling thread, best of the warm calls, as a multiple of native code's.",
      "Other runtimes' recorded figures stand beside."
    },
    footer = {
      "",
      "Examples:",
      "  assay bench wasm",
      "  assay bench wasm --kernel fib --kernel sieve --peer v8 --peer chicory-interp",
      "  assay bench wasm --cold --peer chicory-interp",
      "  assay bench wasm --paired --engine interpreter",
      "  assay bench wasm --program secp256k1.wasm"
    })
public final class WasmBenchCommand implements Callable<ExitCode> {
  private static final String ROOT = System.getProperty("assay.root", ".");

  @Option(
      names = "--kernels",
      paramLabel = "DIR",
      description = "The benchmark folder (default: ../shared/bench/wasm).")
  private Path folder =
      Path.of(System.getProperty("assay.bench", ROOT + "/../shared/bench"), "wasm");

  @Option(names = "--kernel", paramLabel = "NAME", description = "Only this kernel; repeatable.")
  private List<String> kernels = new ArrayList<>();

  @Option(
      names = "--peer",
      paramLabel = "NAME",
      description =
          "A peer to run as well; repeatable: v8, v8-liftoff, chicory-interp, chicory-compiler,"
              + " endive-interp, endive-compiler, graalwasm-interp.")
  private List<String> peers = new ArrayList<>();

  @Option(
      names = "--engine",
      paramLabel = "TIER",
      description = "What runs our part: ${COMPLETION-CANDIDATES} (default: compiler).")
  private Tier tier = Tier.COMPILER;

  @ArgGroup private Mode mode = new Mode();

  /** What is measured instead of, or beside, warm calls. */
  private static final class Mode {
    @Option(
        names = "--mixed",
        description = "Run ours also in a process that has run every kernel before.")
    private boolean mixed;

    @Option(
        names = "--cold",
        description = "Time the first result of a small module in fresh processes.")
    private boolean cold;

    @Option(
        names = "--paired",
        description = {
          "Time metered instances beside free ones, beside ones whose NaNs stay as they are,",
          "and beside once profiled ones, in turn in one process."
        })
    private boolean paired;

    @Option(
        names = "--program",
        paramLabel = "FILE",
        description = {
          "Time a call of a large program beside V8's: secp256k1.wasm of tiny-secp256k1 2.2.3",
          "(npm pack tiny-secp256k1@2.2.3; it is in lib)."
        })
    private @Nullable Path program;
  }

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Where native code and peers are built and kept (default: target/bench).")
  private Path work = Path.of(ROOT, "target", "bench");

  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() throws IOException {
    if (mode.cold) {
      return cold();
    }
    Path program = mode.program;
    if (program != null) {
      return program(program.toAbsolutePath());
    }
    return mode.paired ? paired() : warm();
  }

  private ExitCode warm() throws IOException {
    if (!NativeKernels.available()) {
      throw CommandFailure.environment("the baseline needs gcc: install package gcc", null);
    }
    PrintWriter out = spec.commandLine().getOut();
    KernelSuite suite = suite();
    Path binaries = Files.createDirectories(work.toAbsolutePath().resolve("native"));
    NativeKernels natives = new NativeKernels(suite, binaries);
    natives.compile();
    List<Contender> contenders = contenders(suite);
    RatioTable table = new WasmBench(suite, natives, contenders, out::println).run();
    out.println();
    out.println(table.text());
    List<String> names = contenders.stream().map(Contender::name).toList();
    out.println(Recorded.table(table, names, tier.toString()));
    closingLines(table).forEach(out::println);
    return ExitCode.OK;
  }

  private ExitCode cold() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Contenders all = new Contenders(suite(), work.toAbsolutePath());
    List<Contender> contenders = new ArrayList<>();
    for (Tier each : Tier.values()) {
      contenders.add(all.ours(OurMode.of(each).getFirst()));
    }
    contenders.addAll(peers(all));
    Path folder = Files.createDirectories(work.toAbsolutePath());
    ColdStart start = new ColdStart(folder, contenders);
    start.run();
    out.println(start.text());
    String ours = OurMode.of(tier).getFirst().title();
    peers.forEach(peer -> out.println(line(start.ratio(ours, peer), peer)));
    boolean fast = peers.stream().allMatch(peer -> start.ratio(ours, peer) <= ColdStart.GOAL);
    return fast ? ExitCode.OK : ExitCode.NO;
  }

  private ExitCode paired() {
    PrintWriter out = spec.commandLine().getOut();
    KernelSuite suite = suite();
    PairedBench bench = new PairedBench(suite, new Contenders(suite, work.toAbsolutePath()), tier);
    bench.run(
        row -> {
          out.println(row);
          out.flush();
        });
    PairedRatios means = bench.means();
    out.println(line(means.metering(), "charging off"));
    out.println(line(means.canonical(), "NaNs as the machine makes them"));
    out.println(line(means.profiling(), "never profiled"));
    boolean cheap = tier == Tier.COMPILER || means.metering() <= PairedBench.METERING_GOAL;
    return cheap && means.profiling() <= PairedBench.PROFILING_GOAL ? ExitCode.OK : ExitCode.NO;
  }

  private ExitCode program(Path file) throws IOException {
    if (!Processes.isInstalled("node")) {
      throw CommandFailure.environment("the comparison needs node: install nodejs", null);
    }
    Path folder = Files.createDirectories(work.toAbsolutePath());
    LargeProgram program = new LargeProgram(file, folder, new Contenders(suite(), folder));
    LargeProgram.Figures figures = program.run();
    spec.commandLine().getOut().println(figures.text());
    return figures.ratio() <= LargeProgram.GOAL ? ExitCode.OK : ExitCode.NO;
  }

  private KernelSuite suite() {
    try {
      KernelSuite all = KernelSuite.open(folder.toAbsolutePath().normalize());
      return kernels.isEmpty() ? all : all.only(kernels);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private List<Contender> contenders(KernelSuite suite) {
    Contenders all = new Contenders(suite, work.toAbsolutePath());
    List<Contender> chosen = new ArrayList<>();
    for (OurMode form : OurMode.of(tier)) {
      chosen.add(all.ours(form));
    }
    if (mode.mixed) {
      chosen.add(all.oursMixed(OurMode.of(tier).getFirst()));
    }
    chosen.addAll(peers(all));
    return chosen;
  }

  private List<Contender> peers(Contenders all) {
    try {
      return peers.stream().map(all::peer).toList();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private List<String> closingLines(RatioTable table) {
    List<String> lines = new ArrayList<>();
    String ours = OurMode.of(tier).getFirst().title();
    String free = OurMode.of(tier).getLast().title();
    table.geomean(ours).ifPresent(r -> lines.add(line(r, "native")));
    Optional<Double> metering = table.speedup(ours, free);
    metering.ifPresent(r -> lines.add(line(1 / r, free)));
    metering.ifPresent(r -> lines.add(meteringLine(1 / r)));
    String mixed = ours + Contenders.MIXED;
    table.speedup(mixed, ours).ifPresent(r -> lines.add(line(1 / r, ours + " alone, when mixed")));
    for (String peer : peers) {
      table.speedup(ours, peer).ifPresent(r -> lines.add(line(1 / r, peer)));
    }
    return lines;
  }

  /** What the price of instructions costs: the interpreter with charging beside itself without. */
  private static String meteringLine(double ratio) {
    return String.format(Locale.ROOT, "metering costs %+.1f %% (geomean)", 100 * (ratio - 1));
  }

  /** Our time as a multiple of the peer's. */
  private static String line(double ratio, String peer) {
    return String.format(Locale.ROOT, "geomean %.3f x %s", ratio, peer);
  }
}
