package dev.assay.contracts.demo;

import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code assay demo}. */
@Command(
    name = "demo",
    description =
        "Starts a throw-away chain, deploys and uses a token, robs a vault in vain, verifies a"
            + " proof.",
    footer = {"", "Example:", "  assay demo"})
public final class DemoCommand implements Subcommand {
  @Spec private CommandSpec spec;

  /** For the service loader. */
  public DemoCommand() {}

  /** Whatever goes wrong is an answer: this command asks whether everything works. */
  @Override
  public ExitCode call() {
    try {
      new Demo(Screen.standard(spec.commandLine().getOut())).run();
      return ExitCode.OK;
    } catch (RuntimeException e) {
      throw new CommandFailure(ExitCode.NO, "the demo failed: " + e.getMessage(), e);
    }
  }
}
