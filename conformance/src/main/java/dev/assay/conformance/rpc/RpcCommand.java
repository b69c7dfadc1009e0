package dev.assay.conformance.rpc;

import dev.assay.conformance.SuiteOptions;
import dev.assay.conformance.report.Case;
import dev.assay.contracts.LocalChain;
import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay conformance rpc}. */
@Command(
    name = "rpc",
    description = {
      "Holds the answers of a node against the schemas of ethereum/execution-apis, and its",
      "errors against the examples there. Without --url it starts a chain for the purpose.",
    },
    footer = {
      "",
      "Example:",
      "  assay conformance rpc ../shared/suites --url http://127.0.0.1:8545"
    })
public final class RpcCommand implements Subcommand {
  @Spec private CommandSpec spec;
  @Mixin private SuiteOptions options = new SuiteOptions();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "a development chain with unlocked accounts, which the suite changes")
  private @Nullable URI url;

  @Override
  public ExitCode call() throws IOException {
    if (url != null) {
      return run(url);
    }
    try (LocalChain chain = LocalChain.start()) {
      return run(chain.rpcUrl());
    }
  }

  private ExitCode run(URI node) throws IOException {
    Path folder = folder();
    ApiDescription description = new ApiDescription(folder.resolve("openrpc.json"));
    List<Path> examples =
        ApiSuite.exampleFolders(folder).stream()
            .filter(each -> options.selects(each.getFileName().toString()))
            .toList();
    var run = options.start("rpc", spec.commandLine());
    try (Endpoint endpoint = new Endpoint(node)) {
      ApiSuite suite = new ApiSuite(description, endpoint);
      Map<String, List<Case>> ours = suite.requests();
      ours.keySet().removeIf(name -> !options.selects(name));
      int count = ours.size() + examples.size();
      int number = 1;
      for (String group : ours.keySet()) {
        run.run(number++, count, group, () -> ours.getOrDefault(group, List.of()));
      }
      for (Path each : examples) {
        run.run(number++, count, "examples/" + each.getFileName(), () -> suite.examples(each));
      }
    }
    return options.finish(run, spec.commandLine());
  }

  private Path folder() {
    Path chosen = options.folder();
    Path inside = chosen.resolve(ApiSuite.FOLDER);
    Path folder = Files.isDirectory(inside) ? inside : chosen;
    if (!Files.isRegularFile(folder.resolve("openrpc.json"))) {
      throw CommandFailure.environment("no openrpc.json in " + folder, null);
    }
    return folder;
  }
}
