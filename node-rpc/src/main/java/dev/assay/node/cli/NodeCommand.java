package dev.assay.node.cli;

import picocli.CommandLine.Command;

/** {@code assay node}: a long-lived chain; what a local chain lets everybody do needs a token. */
@Command(
    name = "node",
    description = {
      "Runs a long-lived chain: as dev, but nobody may control, trace or have it sign without a",
      "token, see --jwt-secret; the owner of the socket of --ipc always may."
    },
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  assay node --config node.properties         (lines such as data-dir=/var/lib/chain)",
      "",
      "Every option can also stand in the environment, --gas-limit as ASSAY_GAS_LIMIT, or in the",
      "file of --config, as gas-limit; the command line counts first, then the environment."
    })
public final class NodeCommand extends DevCommand {
  @Override
  boolean isLocal() {
    return false;
  }
}
