package dev.assay.node.cli;

import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import dev.assay.node.Version;
import dev.assay.node.chain.DevAccounts;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.state.crypto.Addresses;
import dev.assay.state.crypto.SecretKey;
import dev.assay.state.types.UInt256;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What {@code assay dev} says when it is ready, in the order that users of other dev chains know.
 */
final class Banner {
  private static final String PATH = "m/44'/60'/0'/0/";

  private Banner() {}

  static void print(PrintWriter out, Node node) {
    NodeConfig config = node.config();
    List<DevAccounts.Key> keys = node.accounts().keys();
    out.println("assay " + Version.current() + ": a local chain for WebAssembly contracts");
    out.println();
    heading(out, "Available Accounts");
    for (int i = 0; i < keys.size(); i++) {
      out.println(
          "(" + i + ") " + address(keys.get(i)) + " (" + config.genesis().balanceEther() + " ETH)");
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
    out.println("Derivation path:   " + PATH);
    out.println();
    heading(out, "Chain");
    out.println("Chain ID:          " + config.genesis().chainId());
    out.println("Base Fee:          " + config.genesis().baseFee());
    out.println("Gas Limit:         " + config.genesis().gasLimit());
    out.println(
        "Data directory:    " + config.dataDir().map(Path::toString).orElse("none, throw-away"));
    out.println("Block:             " + node.height());
    out.println();
    config.endpoint().ipc().ifPresent(path -> out.println("Local socket:      " + path));
    out.println("Listening on " + node.rpcUrl().getAuthority());
    out.flush();
  }

  private static void heading(PrintWriter out, String text) {
    out.println(Tint.heading(text));
    out.println("=".repeat(text.length()));
  }

  /** The same for programs, on one line. */
  static String json(Node node) {
    NodeConfig.Origin origin = node.config().genesis();
    try (JsonWriter out = new JsonWriter(Integer.MAX_VALUE)) {
      out.beginObject();
      out.name("event").string("listening").name("address").string(node.rpcUrl().getAuthority());
      out.name("available_accounts").beginArray();
      node.accounts().keys().forEach(key -> out.string(address(key).toLowerCase(Locale.ROOT)));
      out.endArray().name("private_keys").beginArray();
      node.accounts().keys().forEach(key -> out.string(key.hex()));
      out.endArray().name("wallet").beginObject().name("mnemonic").string(origin.mnemonic());
      out.name("derivation_path").string(PATH).endObject();
      out.name("chain_id").number(origin.chainId());
      out.name("base_fee").string(origin.baseFee().toString());
      out.name("gas_limit").string(Long.toString(origin.gasLimit()));
      return new String(out.endObject().finish(), StandardCharsets.UTF_8);
    }
  }

  /** Writes it to a file. */
  static void write(Path file, Node node) {
    try {
      Files.writeString(file, json(node));
    } catch (IOException e) {
      throw CommandFailure.environment("cannot write --config-out " + file + ": " + e, e);
    }
  }

  private static String address(DevAccounts.Key key) {
    return Addresses.checksummed(SecretKey.of(UInt256.of(key.secret())).address());
  }
}
