package dev.assay.conformance.spec;

import dev.assay.conformance.SuiteOptions;
import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code assay conformance spec}. */
@Command(
    name = "spec",
    description = {
      "Runs the WebAssembly specification's tests, as converted by wasm-tools or wabt.",
      "Text-format modules are skipped, and what needs a feature the engine does not have.",
    },
    footer = {"", "Example:", "  assay conformance spec ../shared/suites --only simd"})
public final class SpecCommand implements Subcommand {
  @Spec private CommandSpec spec;
  @Mixin private SuiteOptions options = new SuiteOptions();

  @Override
  public ExitCode call() throws IOException {
    var suite = SpecSuite.in(options.folder());
    var files = suite.files().stream().filter(f -> options.selects(suite.name(f))).toList();
    if (files.isEmpty()) {
      throw CommandFailure.environment("no converted spec tests in " + options.folder(), null);
    }
    var run = options.start("wasm-spec", spec.commandLine());
    for (int i = 0; i < files.size(); i++) {
      var file = files.get(i);
      run.run(i + 1, files.size(), suite.name(file), () -> suite.run(file));
    }
    return options.finish(run, spec.commandLine());
  }
}
