package dev.assay.contracts.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.assay.metering.ReentrancyPolicy;
import dev.assay.node.cli.CommandFailure;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.ModuleFile;
import dev.assay.node.cli.Subcommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay deploy}. */
@Command(
    name = "deploy",
    description = "Creates a contract from a Wasm module, in the binary or in the text format.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  assay deploy token.wasm",
      "  assay deploy vault.wasm --reentrancy allow-view --private-key 0xac09..."
    })
public final class DeployCommand implements Subcommand {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The module, .wasm or .wat.")
  private Path file = Path.of("");

  @Option(
      names = "--reentrancy",
      paramLabel = "POLICY",
      description = {
        "Who may call back into the contract while it runs: deny, allow-self, allow-view or allow",
        "(default: what the module says, else what the chain's schedule says)."
      })
  private @Nullable String policy;

  @Mixin private ValueOption value = new ValueOption();

  @Mixin private ChainOptions chain = new ChainOptions();

  @Override
  public ExitCode call() throws IOException {
    byte[] module = withPolicy(ModuleFile.read(file));
    String code = "0x" + HexFormat.of().formatHex(module);
    String what = "creation of " + file.getFileName();
    TransactionReceipt receipt =
        chain.with(node -> chain.send(node, what, null, value.wei(), code));
    var out = spec.commandLine().getOut();
    out.println("contract     " + receipt.getContractAddress());
    Receipts.print(out, receipt);
    return ExitCode.OK;
  }

  private byte[] withPolicy(byte[] module) {
    if (policy == null) {
      return module;
    }
    String text =
        ReentrancyPolicy.named(policy)
            .map(ReentrancyPolicy::text)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "--reentrancy is deny, allow-self, allow-view or allow, not " + policy));
    return withSection(module, ReentrancyPolicy.SECTION, text.getBytes(US_ASCII));
  }

  /** A module with one more custom section, at its end. */
  static byte[] withSection(byte[] module, String name, byte[] content) {
    byte[] title = name.getBytes(US_ASCII);
    int size = 1 + title.length + content.length;
    if (title.length > 0x7F || size > 0x7F) {
      throw new IllegalArgumentException("a section this small needs no longer lengths");
    }
    ByteArrayOutputStream extended = new ByteArrayOutputStream();
    extended.writeBytes(module);
    extended.write(0); // a custom section
    extended.write(size);
    extended.write(title.length);
    extended.writeBytes(title);
    extended.writeBytes(content);
    return extended.toByteArray();
  }
}
