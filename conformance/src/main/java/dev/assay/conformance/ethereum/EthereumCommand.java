package dev.assay.conformance.ethereum;

import dev.assay.conformance.SuiteOptions;
import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code assay conformance ethereum}. */
@Command(
    name = "ethereum",
    description = {
      "Runs Ethereum's published vectors: tries, RLP, transactions, state roots, state",
      "transitions and blocks. What this chain sets its own rules for is skipped.",
    },
    footer = {"", "Example:", "  assay conformance ethereum ../shared/suites --only TrieTests"})
public final class EthereumCommand implements Subcommand {
  @Spec private CommandSpec spec;
  @Mixin private SuiteOptions options = new SuiteOptions();

  @Override
  public ExitCode call() throws IOException {
    var files =
        EthereumSuite.in(options.folder(), 1).files().stream()
            .filter(file -> options.selects(file.name()))
            .toList();
    if (files.isEmpty()) {
      throw CommandFailure.environment("no Ethereum vectors in " + options.folder(), null);
    }
    var run = options.start("ethereum", spec.commandLine());
    for (int i = 0; i < files.size(); i++) {
      var file = files.get(i);
      run.run(i + 1, files.size(), file.name(), file.cases());
    }
    return options.finish(run, spec.commandLine());
  }
}
