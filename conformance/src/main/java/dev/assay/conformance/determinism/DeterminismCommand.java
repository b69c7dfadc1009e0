package dev.assay.conformance.determinism;

import dev.assay.conformance.report.Case;
import dev.assay.conformance.report.Suite;
import dev.assay.conformance.report.SuiteRun;
import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import dev.assay.node.cli.Terminal;
import dev.assay.vm.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay conformance determinism}. */
@Command(
    name = "determinism",
    description = {
      "Makes and moves NaNs and recurses as deep as it goes, over and over in one",
      "process, on both engines: every call has to answer the same, before and",
      "after the JVM has compiled the engine. --answers prints what that is.",
      "DIR may hold probes of others: nan.wasm and depth.wasm with run(i32) -> i64."
    },
    footer = {
      "",
      "Examples:",
      "  assay conformance determinism",
      "  ASSAY_JAVA_OPTS=-Xint assay conformance determinism --calls 100 --searches 1"
    })
public final class DeterminismCommand implements Subcommand {
  /** How many questions the module of others that is asked for NaNs knows. */
  public static final int FOREIGN_PROBES = 14;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", arity = "0..1", description = "probes of others")
  private @Nullable Path folder;

  @Option(names = "--calls", description = "calls of each probe of NaNs (default: 600000)")
  private int calls = 600_000;

  @Option(names = "--searches", description = "searches for each depth (default: 5)")
  private int searches = 5;

  @Option(names = "--answers", description = "print what every call answered")
  private boolean answers;

  private record Questions(String name, Supplier<List<Case>> cases) {}

  @Override
  public ExitCode call() throws IOException {
    var command = spec.commandLine();
    Probes probes = new Probes();
    List<Questions> all = questions(probes);
    SuiteRun run =
        new SuiteRun("determinism", command.getOut(), command.getErr(), Terminal.isAttached());
    for (int i = 0; i < all.size(); i++) {
      run.run(i + 1, all.size(), all.get(i).name, all.get(i).cases);
    }
    Suite suite = run.finish();
    if (answers) {
      probes.answers().forEach(command.getOut()::println);
    }
    command.getOut().println(suite.closingLine());
    return suite.holds() ? ExitCode.OK : ExitCode.NO;
  }

  private List<Questions> questions(Probes probes) throws IOException {
    List<Questions> all = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      all.add(new Questions("nan.wat, " + tier, () -> probes.nans(tier, calls)));
      all.add(new Questions("depth.wat, " + tier, () -> probes.depths(tier, searches)));
    }
    if (folder != null) {
      byte[] nan = read(folder, "nan.wasm");
      byte[] depth = read(folder, "depth.wasm");
      for (Tier tier : Tier.values()) {
        all.add(
            new Questions(
                "nan.wasm, " + tier, () -> probes.nans(nan, FOREIGN_PROBES, tier, calls)));
        all.add(
            new Questions(
                "depth.wasm, " + tier, () -> List.of(probes.depth(depth, tier, searches))));
      }
    }
    return all;
  }

  private static byte[] read(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.environment("no " + file, null);
    }
    return Files.readAllBytes(file);
  }
}
