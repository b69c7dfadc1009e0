package dev.assay.conformance.bench;

import dev.assay.conformance.bench.calibrate.CalibrateCommand;
import dev.assay.conformance.bench.state.StateBenchCommand;
import dev.assay.conformance.bench.wasm.WasmBenchCommand;
import dev.assay.conformance.load.FlatBenchCommand;
import dev.assay.conformance.load.RpcBenchCommand;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code assay bench}: the group of benchmarks. */
@Command(
    name = "bench",
    description = "Measure the engine, the state store and the node, with ratios to peers.",
    subcommands = {
      ContractBenchCommand.class,
      TierBenchCommand.class,
      FrontBenchCommand.class,
      InstanceBenchCommand.class,
      StateBenchCommand.class,
      WasmBenchCommand.class,
      CalibrateCommand.class,
      RpcBenchCommand.class,
      FlatBenchCommand.class
    },
    footer = {"", "Example:", "  assay bench wasm --peer v8 --peer chicory-interp"})
public final class BenchCommand implements Subcommand {
  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
