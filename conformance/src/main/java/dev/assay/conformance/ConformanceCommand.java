package dev.assay.conformance;

import dev.assay.conformance.determinism.DeterminismCommand;
import dev.assay.conformance.ethereum.EthereumCommand;
import dev.assay.conformance.faults.FaultsCommand;
import dev.assay.conformance.fuzz.FuzzCommand;
import dev.assay.conformance.programs.ProgramsCommand;
import dev.assay.conformance.rpc.RpcCommand;
import dev.assay.conformance.spec.SpecCommand;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands that hold the program against what others have written down. */
@Command(
    name = "conformance",
    description = "Runs public test suites against this program.",
    synopsisSubcommandLabel = "SUITE",
    subcommands = {
      SpecCommand.class,
      EthereumCommand.class,
      ProgramsCommand.class,
      DeterminismCommand.class,
      RpcCommand.class,
      FuzzCommand.class,
      FaultsCommand.class
    },
    footer = {"", "Example:", "  assay conformance spec ../shared/suites"})
public final class ConformanceCommand implements Subcommand {
  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
