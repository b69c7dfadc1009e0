package dev.assay.contracts.cli;

import dev.assay.contracts.Abi;
import dev.assay.node.cli.ExitCode;
import dev.assay.node.cli.Subcommand;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay call}. */
@Command(
    name = "call",
    description = "Calls a function without a transaction and prints what it returns.",
    sortOptions = false,
    footer = {"", "Example:", "  assay call 0x5FbD... 'balanceOf(address)(uint256)' 0x7099..."})
public final class CallCommand implements Subcommand {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ADDRESS", description = "The contract.")
  private String address = "";

  @Parameters(
      index = "1",
      paramLabel = "FUNCTION",
      description = "name(types)(result types), or calldata as 0x and digits.")
  private String function = "";

  @Parameters(index = "2..*", paramLabel = "ARG", description = "The arguments; lists as [a,b].")
  private List<String> arguments = new ArrayList<>();

  @Mixin private ChainOptions chain = new ChainOptions();

  @Override
  public ExitCode call() {
    String data = data(function, arguments);
    String returned =
        chain.with(node -> node.call(function, chain.abi(), chain.caller(node), address, data));
    PrintWriter out = spec.commandLine().getOut();
    if (isData(function) || Signatures.function(function).outputs().isEmpty()) {
      out.println(returned);
    } else {
      Signatures.function(function)
          .decode(returned)
          .forEach(value -> out.println(ArgumentText.shown(value)));
    }
    out.flush();
    return ExitCode.OK;
  }

  private static boolean isData(String function) {
    return function.startsWith("0x");
  }

  /** Calldata: given as it is, or encoded from a function and its arguments. */
  static String data(String function, List<String> arguments) {
    if (isData(function)) {
      return function;
    }
    Abi.Function parsed = Signatures.function(function);
    return ArgumentText.encode(parsed, arguments);
  }
}
