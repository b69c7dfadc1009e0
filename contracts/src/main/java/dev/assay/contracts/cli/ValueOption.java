package dev.assay.contracts.cli;

import java.math.BigInteger;
import picocli.CommandLine.Option;

/** What goes along with a transaction. */
final class ValueOption {
  @Option(
      names = "--value",
      paramLabel = "AMOUNT",
      description = "Ether to send along, such as 5gwei or 0.1ether (default: 0).")
  private String value = "0";

  /** In wei. */
  BigInteger wei() {
    return ArgumentText.wei(value);
  }
}
