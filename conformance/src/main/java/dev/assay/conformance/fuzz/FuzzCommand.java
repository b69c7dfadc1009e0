package dev.assay.conformance.fuzz;

import dev.assay.conformance.EngineChoice;
import dev.assay.conformance.SuiteOptions;
import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Verdict;
import dev.assay.conformance.rpc.RequestFuzzRun;
import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.Bytes;
import dev.assay.vm.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay conformance fuzz}. */
@Command(
    name = "fuzz",
    description = {
      "Searches for faults until the time is over, one kind of search a run.",
      "--front feeds broken modules to the decoder and the validator and expects",
      "a refusal for each; it starts from every .wasm file under DIR and from",
      "generated ones. --gas compares the engine with a naive one, on random",
      "modules at many gas limits; --engines compares two tiers on longer runs.",
      "--corpus runs modules that come with a log of",
      "Binaryen's interpreter, once each."
    },
    footer = {
      "",
      "Examples:",
      "  assay conformance fuzz --front --seed 7 --minutes 10",
      "  assay conformance fuzz --gas --seed 1 --minutes 10",
      "  assay conformance fuzz --engines interpreter,compiler --seed 1 --minutes 10",
      "  assay conformance fuzz --v8 --seed 1 --minutes 10",
      "  assay conformance fuzz --binaryen --seed 1 --minutes 10",
      "  assay conformance fuzz --state --seed 1 --inputs 1000000 --minutes 60",
      "  assay conformance fuzz --rpc --seed 1 --inputs 100000",
      "  assay conformance fuzz --corpus ../shared/suites/fuzz"
    })
public final class FuzzCommand implements Subcommand {
  private static final int LARGEST_ORIGINAL = 64 << 10;
  private static final int LIMITS_PER_MODULE = 60;
  private static final int LIMITS_PER_PAIR = 4;
  private static final int BATCH = 500;
  private static final long PROGRESS_NANOS = Duration.ofSeconds(10).toNanos();

  @Spec private CommandSpec spec;
  @Mixin private SuiteOptions options = new SuiteOptions();

  @ArgGroup(multiplicity = "1")
  private Search search = new Search();

  /** What to search. */
  private static final class Search {
    @Option(names = "--front", description = "fuzz the decoder and the validator")
    private boolean front;

    @Option(names = "--gas", description = "compare results and gas with the reference engine")
    private boolean gas;

    @Option(
        names = "--engines",
        paramLabel = "TIER,TIER",
        split = ",",
        description = "compare two tiers with each other: ${COMPLETION-CANDIDATES}")
    private List<Tier> engines = List.of();

    @Option(names = "--v8", description = "compare values with V8, which node runs, in batches")
    private boolean v8;

    @Option(
        names = "--binaryen",
        description =
            "compare the tiers, and both with Binaryen's interpreter, on modules that Binaryen's"
                + " translate-to-fuzz makes; npm fetches it")
    private boolean binaryen;

    @Option(
        names = "--state",
        description = "compare the state store with a naive one, operation by operation")
    private boolean state;

    @Option(
        names = "--rpc",
        description = "send mutated requests to a chain made for it, over 16 connections")
    private boolean rpc;

    @Option(names = "--keccak", description = "compare Keccak with bouncycastle's")
    private boolean keccak;

    @Option(
        names = "--corpus",
        paramLabel = "DIR",
        description = "run the modules of a folder that have Binaryen's log beside them")
    private @Nullable Path corpus;
  }

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = {
        "what --gas compares: ${COMPLETION-CANDIDATES} (default: interpreter); auto is",
        "the interpreter until compiled code arrives between two calls"
      })
  private EngineChoice engine = EngineChoice.INTERPRETER;

  @Option(
      names = "--limits",
      paramLabel = "N",
      description = "how many gas limits to try of each module, about (default: 60, 4 for pairs)")
  private int limits;

  @Option(names = "--seed", description = "what the inputs follow from (default: 1)")
  private long seed = 1;

  @Option(names = "--minutes", description = "how long to go on (default: 1)")
  private double minutes = 1;

  @Option(names = "--inputs", description = "stop after so many inputs, for a run to repeat")
  private long most = Long.MAX_VALUE;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "where inputs that break something go (default: target/fuzz; for modules made smaller"
              + " the regression corpus of the tests)")
  private @Nullable Path out;

  @Override
  public ExitCode call() throws IOException {
    if (search.corpus != null) {
      return replay(search.corpus);
    }
    if (search.gas) {
      return compare(new GasFuzzer(engine, limits(LIMITS_PER_MODULE), regressions())::attempt);
    }
    if (!search.engines.isEmpty()) {
      return compareEngines();
    }
    if (search.v8) {
      return compareValues();
    }
    if (search.binaryen) {
      return compareForeignModules();
    }
    if (search.state) {
      return compareState();
    }
    if (search.keccak) {
      return compareKeccak();
    }
    if (search.front) {
      return breakFront();
    }
    if (search.rpc) {
      return breakRequests();
    }
    throw CommandFailure.usage(
        "nothing to fuzz: give --front, --gas, --engines, --v8, --binaryen, --state, --keccak, --rpc or --corpus DIR");
  }

  private int limits(int usual) {
    return limits > 0 ? limits : usual;
  }

  /** A case is a request; heap and descriptors must come back to where they were. */
  private ExitCode breakRequests() {
    long requests = most == Long.MAX_VALUE ? 100_000 : most;
    RequestFuzzRun run = RequestFuzzRun.of(requests, seed);
    PrintWriter out = spec.commandLine().getOut();
    run.faults().forEach(fault -> out.println("FAULT seed " + seed + " " + fault));
    out.println(run.summary());
    return close(run.answered(), run.faults().size());
  }

  /** A case is an operation; a disagreement ends the run. */
  private ExitCode compareState() throws IOException {
    Path folder = Files.createTempDirectory("assay-fuzz-state-");
    long start = System.nanoTime();
    try (StateFuzzer fuzzer = new StateFuzzer(folder.resolve("chain"), seed)) {
      while (System.nanoTime() - start < (long) (minutes * 60e9) && fuzzer.operations() < most) {
        fuzzer.run(Math.min(10_000, most - fuzzer.operations()));
      }
      fuzzer.check();
      return close(fuzzer.operations(), 0);
    } catch (StateFuzzer.Disagreement found) {
      spec.commandLine().getOut().println("FAULT seed " + seed + " " + found.getMessage());
      return close(0, 1);
    }
  }

  private ExitCode compareKeccak() {
    Random random = new Random(seed);
    KeccakDigest digest = new KeccakDigest(256);
    byte[] expected = new byte[32];
    long start = System.nanoTime();
    long inputs = 0;
    for (; System.nanoTime() - start < (long) (minutes * 60e9) && inputs < most; inputs++) {
      byte[] input = new byte[random.nextInt(random.nextInt(8) == 0 ? 1_200 : 140)];
      random.nextBytes(input);
      digest.update(input, 0, input.length);
      digest.doFinal(expected, 0);
      if (!Arrays.equals(expected, Keccak.hash(input).toArray())) {
        spec.commandLine().getOut().println("FAULT " + Bytes.wrap(input));
        return close(inputs, 1);
      }
    }
    return close(inputs, 0);
  }

  private ExitCode breakFront() throws IOException {
    FrontFuzzer fuzzer = new FrontFuzzer(seed, corpus(), System::nanoTime);
    List<FrontFuzzer.Fault> faults = run(fuzzer);
    FrontFuzzer.Tally tally = fuzzer.tally();
    report(spec.commandLine().getOut(), tally);
    for (FrontFuzzer.Fault fault : faults) {
      keep(fault);
    }
    return close(tally.inputs() - faults.size(), faults.size());
  }

  private ExitCode close(long passed, long failed) {
    spec.commandLine().getOut().println(passed + " passed, " + failed + " failed, 0 skipped");
    return failed == 0 && passed > 0 ? ExitCode.OK : ExitCode.NO;
  }

  private ExitCode compareEngines() {
    List<Tier> tiers = search.engines;
    if (tiers.size() != 2) {
      throw CommandFailure.usage("--engines takes two tiers, got " + tiers);
    }
    Comparer.Maker pair =
        (prices, sample) -> new EnginePair(tiers.getFirst(), tiers.getLast(), prices, sample);
    return compare(new GasFuzzer(pair, "engines", limits(LIMITS_PER_PAIR), regressions())::attempt);
  }

  /** A case is a module. */
  private ExitCode compareValues() throws IOException {
    Path folder = Files.createTempDirectory("assay-fuzz-v8-");
    ForeignFuzzer fuzzer = new ForeignFuzzer(folder, regressions());
    PrintWriter lines = spec.commandLine().getOut();
    long start = System.nanoTime();
    long passed = 0;
    long failed = 0;
    long skipped = 0;
    for (long next = 0; System.nanoTime() - start < (long) (minutes * 60e9) && next < most; ) {
      int count = (int) Math.min(BATCH, most - next);
      ForeignFuzzer.Batch batch = fuzzer.attempt(seed + next, count);
      batch.faults().forEach(fault -> lines.println("FAULT " + fault));
      passed += batch.compared() - batch.faults().size();
      failed += batch.faults().size();
      skipped += batch.skipped();
      next += count;
    }
    lines.println(passed + " passed, " + failed + " failed, " + skipped + " skipped");
    return failed == 0 && passed > 0 ? ExitCode.OK : ExitCode.NO;
  }

  /** A case is a module at one gas limit. */
  private ExitCode compareForeignModules() throws IOException {
    Path folder =
        Path.of(System.getProperty("assay.root", "."), "target", "binaryen").toAbsolutePath();
    BinaryenFuzzer fuzzer;
    try {
      fuzzer = BinaryenFuzzer.in(folder, limits(LIMITS_PER_PAIR), regressions());
    } catch (IOException absent) {
      throw CommandFailure.usage(
          "--binaryen needs node and npm, and what npm fetches once: " + absent.getMessage());
    }
    return compare(
        seed -> {
          try {
            return fuzzer.attempt(seed);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** A case is a module at one gas limit; every input is a module and brings many. */
  private ExitCode compare(LongFunction<GasFuzzer.Attempt> fuzzer) {
    long start = System.nanoTime();
    long progress = start;
    long passed = 0;
    long calls = 0;
    long failed = 0;
    long inputs = 0;
    while (System.nanoTime() - start < (long) (minutes * 60e9) && inputs < most) {
      GasFuzzer.Attempt attempt = fuzzer.apply(seed + inputs++);
      passed += attempt.passed();
      calls += attempt.calls();
      if (attempt.fault() != null) {
        failed++;
        spec.commandLine().getOut().println("FAULT " + attempt.fault());
      }
      if (System.nanoTime() - progress > PROGRESS_NANOS) {
        progress = System.nanoTime();
        reportGas(spec.commandLine().getErr(), inputs, passed, calls);
      }
    }
    reportGas(spec.commandLine().getOut(), inputs, passed, calls);
    return close(passed, failed);
  }

  /** Shrunk faults go where the tests replay them, unless told otherwise. */
  private Path regressions() {
    Path root = Path.of(System.getProperty("assay.root", "."));
    return out != null ? out : root.resolve("conformance/src/test/resources/regressions");
  }

  private static void reportGas(PrintWriter to, long inputs, long passed, long calls) {
    String executed = calls == 0 ? "" : String.format(Locale.ROOT, ", %,d calls executed", calls);
    to.printf(
        Locale.ROOT, "%,d modules, %,d pairs of module and limit%s%n", inputs, passed, executed);
    to.flush();
  }

  private ExitCode replay(Path folder) throws IOException {
    long passed = 0;
    long failed = 0;
    for (Path module : BinaryenCorpus.modules(folder)) {
      Case result = BinaryenCorpus.check(module);
      if (result.verdict() == Verdict.PASSED) {
        passed++;
      } else {
        failed++;
        spec.commandLine().getOut().println("FAULT " + result.name() + ": " + result.detail());
      }
    }
    return close(passed, failed);
  }

  private List<byte[]> corpus() throws IOException {
    List<byte[]> corpus = new ArrayList<>();
    try (Stream<Path> files = Files.walk(options.folder())) {
      List<Path> modules =
          files
              .filter(file -> file.toString().endsWith(".wasm"))
              .filter(file -> options.selects(file.toString()))
              .filter(file -> file.toFile().length() <= LARGEST_ORIGINAL)
              .sorted()
              .toList();
      for (Path file : modules) {
        corpus.add(Files.readAllBytes(file));
      }
    }
    return corpus;
  }

  private List<FrontFuzzer.Fault> run(FrontFuzzer fuzzer) {
    List<FrontFuzzer.Fault> faults = new ArrayList<>();
    long start = System.nanoTime();
    long nanos = (long) (minutes * 60e9);
    long progress = start;
    while (System.nanoTime() - start < nanos && fuzzer.tally().inputs() < most) {
      fuzzer.next().ifPresent(faults::add);
      if (System.nanoTime() - progress > PROGRESS_NANOS) {
        progress = System.nanoTime();
        report(spec.commandLine().getErr(), fuzzer.tally());
      }
    }
    return faults;
  }

  private static void report(PrintWriter to, FrontFuzzer.Tally tally) {
    to.printf(
        Locale.ROOT,
        "%,d inputs, %,d MB: %,d accepted, %,d malformed, %,d invalid; %d kinds of refusal;"
            + " slowest %.2f ms per KB%n",
        tally.inputs(),
        tally.bytes() >> 20,
        tally.accepted(),
        tally.malformed(),
        tally.invalid(),
        tally.problems(),
        tally.slowestMillisPerKilobyte());
    to.flush();
  }

  private void keep(FrontFuzzer.Fault fault) throws IOException {
    Path folder = out != null ? out : Path.of("target", "fuzz");
    Path file = folder.resolve("seed-" + seed + "-input-" + fault.number() + ".wasm");
    Files.createDirectories(folder);
    Files.write(file, fault.input());
    spec.commandLine().getOut().println("FAULT " + fault.what() + ": " + file);
  }
}
