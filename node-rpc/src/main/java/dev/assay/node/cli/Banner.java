package dev.assay.node.cli;

import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import dev.assay.node.Version;
import dev.assay.node.chain.DevAccounts;
import dev.assay.state.crypto.Addresses;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.types.UInt256;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code assay dev} says when it is ready, in the order that users of other dev chains know.
 */
final class Banner {
  private Banner() {}

  static void print(PrintWriter out, Node node) {
    NodeConfig config = node.config();
    List<DevAccounts.Key> keys = node.accounts().keys();
    out.println("assay " + Version.current() + ": a local chain for WebAssembly contracts");
    out.println();
    heading(out, "Available Accounts");
    for (int i = 0; i < keys.size(); i++) {
      String address =
          Addresses.checksummed(SecretKey.of(UInt256.of(keys.get(i).secret())).address());
      out.println("(" + i + ") " + address + " (" + config.genesis().balanceEther() + " ETH)");
    }
    out.println();
    heading(out, "Private Keys");
    for (int i = 0; i < keys.size(); i++) {
      out.println("(" + i + ") " + keys.get(i).hex());
    }
    out.println();
    if (config.genesis().mnemonic().equals(NodeConfig.WELL_KNOWN_MNEMONIC)) {
      out.println("WARNING: these keys are known to everybody. Whatever is sent to these accounts");
      out.println("on a public network is stolen.");
      out.println();
    }
    heading(out, "Wallet");
    out.println("Mnemonic:          " + config.genesis().mnemonic());
    out.println("Derivation path:   m/44'/60'/0'/0/");
    out.println();
    heading(out, "Chain");
    out.println("Chain ID:          " + config.genesis().chainId());
    out.println("Base Fee:          " + config.genesis().baseFee());
    out.println("Gas Limit:         " + config.genesis().gasLimit());
    out.println(
        "Data directory:    " + config.dataDir().map(Path::toString).orElse("none, throw-away"));
    out.println("Block:             " + node.height());
    out.println();
    out.println("Listening on " + node.rpcUrl().getAuthority());
    out.flush();
  }

  private static void heading(PrintWriter out, String text) {
    out.println(text);
    out.println("=".repeat(text.length()));
  }
}
