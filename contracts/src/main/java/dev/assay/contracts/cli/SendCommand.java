package dev.assay.contracts.cli;

import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import java.util.ArrayList;
import java.util.List;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay send}. */
@Command(
    name = "send",
    description = "Sends a transaction to an address and waits for its receipt.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  assay send 0x5FbD... 'transfer(address,uint256)' 0x7099... 250",
      "  assay send 0x7099... --value 1.5ether"
    })
public final class SendCommand implements Subcommand {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ADDRESS", description = "The contract or account.")
  private String address = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FUNCTION",
      description = "name(types), or calldata as 0x and digits; without it the data is empty.")
  private String function = "0x";

  @Parameters(index = "2..*", paramLabel = "ARG", description = "The arguments; lists as [a,b].")
  private List<String> arguments = new ArrayList<>();

  @Mixin private ValueOption value = new ValueOption();

  @Mixin private ChainOptions chain = new ChainOptions();

  @Override
  public ExitCode call() {
    String data = CallCommand.data(function, arguments);
    TransactionReceipt receipt =
        chain.with(node -> chain.send(node, function, address, value.wei(), data));
    Receipts.print(spec.commandLine().getOut(), receipt);
    return ExitCode.OK;
  }
}
