package dev.assay.conformance.programs;

import dev.assay.conformance.SuiteOptions;
import dev.assay.conformance.report.Case;
import dev.assay.conformance.text.Wabt;
import dev.assay.contracts.LocalChain;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code assay conformance programs}. */
@Command(
    name = "programs",
    description = {
      "Deploys contracts that nobody of this project wrote and holds their answers",
      "against what is known of them, through JSON-RPC. The list (programs.txt in",
      "the sources) says where each is published; DIR holds them under those names.",
    },
    footer = {"", "Example:", "  assay conformance programs ../programs --only nitro"})
public final class ProgramsCommand implements Subcommand {
  @Spec private CommandSpec spec;
  @Mixin private SuiteOptions options = new SuiteOptions();

  @Override
  public ExitCode call() throws IOException {
    Path folder = options.folder();
    List<Program> programs =
        ProgramList.known().stream().filter(program -> options.selects(program.path())).toList();
    var run = options.start("programs", spec.commandLine());
    try (LocalChain local = LocalChain.start();
        DevChain chain = new DevChain(local.rpcUrl())) {
      ProgramRunner runner = new ProgramRunner(chain);
      for (int i = 0; i < programs.size(); i++) {
        Program program = programs.get(i);
        run.run(i + 1, programs.size(), program.path(), () -> cases(folder, program, runner));
      }
    }
    return options.finish(run, spec.commandLine());
  }

  private static List<Case> cases(Path folder, Program program, ProgramRunner runner) {
    Path file = folder.resolve(program.path());
    if (!Files.exists(file)) {
      return List.of(Case.skipped(program.path(), "not in the folder"));
    }
    try {
      return runner.run(program, binary(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] binary(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return file.toString().endsWith(".wat")
        ? Wabt.module(file.getFileName().toString(), bytes, Wabt.Check.VALID)
        : bytes;
  }
}
