package dev.assay.node.cli;

import dev.assay.metering.profile.GasProfile;
import dev.assay.metering.profile.ProfileFiles;
import dev.assay.metering.profile.ProfileTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay profile}: where the gas of a mined transaction went. */
@Command(
    name = "profile",
    description = "Shows where the gas of a mined transaction went; asks a running node.",
    footer = {
      "",
      "Examples:",
      "  assay profile 0x9fc7...",
      "  assay profile 0x9fc7... --rpc http://127.0.0.1:8545 --out transfer.html"
    })
public final class ProfileCommand implements Subcommand {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern HASH = Pattern.compile("0x[0-9a-fA-F]{64}");

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "TX", description = "The transaction's hash.")
  private String transaction = "";

  @Option(names = "--rpc", paramLabel = "URL", description = "The node: ${DEFAULT-VALUE}.")
  private URI rpc = URI.create("http://127.0.0.1:8545");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write a flame graph, or folded stacks if it ends in .folded; repeatable.")
  private List<Path> files = new ArrayList<>();

  @Override
  public ExitCode call() throws IOException {
    if (!HASH.matcher(transaction).matches()) {
      throw CommandFailure.usage("not a transaction's hash: " + transaction);
    }
    GasProfile profile = ProfileJson.read(ask());
    if (profile == null) {
      throw CommandFailure.no("no mined transaction " + transaction + " on " + rpc);
    }
    if (spec == null) {
      throw new IllegalStateException("started without a command line");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(ProfileTable.of(profile));
    out.println(profile.gas() + " gas used");
    out.flush();
    for (Path file : files) {
      Files.writeString(file, ProfileFiles.content(profile, profile.root().name(), file));
    }
    return ExitCode.OK;
  }

  private String ask() throws IOException {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"assay_gasProfile\",\"params\":[\""
            + transaction
            + "\"]}";
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(rpc)
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--rpc " + rpc + ": " + e.getMessage());
    } catch (IOException e) {
      throw CommandFailure.environment("no node answers at " + rpc, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.environment("interrupted", e);
    }
  }
}
