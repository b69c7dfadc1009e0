package dev.assay.conformance.spec;

import dev.assay.conformance.EngineChoice;
import dev.assay.conformance.SuiteOptions;
import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import dev.assay.vm.Tier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay conformance spec}. */
@Command(
    name = "spec",
    description = {
      "Runs the WebAssembly specification's tests: scripts converted by wasm-tools or wabt, and",
      ".wast files. What needs a feature that the engine does not have is skipped by its name.",
    },
    footer = {
      "",
      "Examples:",
      "  assay conformance spec ../shared/suites --only simd",
      "  assay conformance spec my-tests/fac.wast"
    })
public final class SpecCommand implements Subcommand {
  @Spec private CommandSpec spec;
  @Mixin private SuiteOptions options = new SuiteOptions();

  @Option(
      names = "--text",
      description = "take the .wast file of a script that is there converted too")
  private boolean text;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "what runs the modules: ${COMPLETION-CANDIDATES} (default: auto)")
  private EngineChoice engine = EngineChoice.AUTO;

  @Override
  public ExitCode call() throws IOException {
    List<SpecSuite> suites = new ArrayList<>();
    for (Tier tier : engine.tiers()) {
      suites.add(SpecSuite.in(options.place(), text, tier));
    }
    var suite = suites.getFirst();
    var files = suite.files().stream().filter(f -> options.selects(suite.name(f))).toList();
    if (files.isEmpty()) {
      throw CommandFailure.environment("no spec tests in " + options.place(), null);
    }
    var run = options.start("wasm-spec", spec.commandLine());
    for (int i = 0; i < files.size(); i++) {
      var file = files.get(i);
      for (SpecSuite each : suites) {
        run.run(i + 1, files.size(), suite.name(file), () -> each.run(file));
      }
    }
    return options.finish(run, spec.commandLine());
  }
}
