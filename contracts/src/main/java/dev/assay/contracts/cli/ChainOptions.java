package dev.assay.contracts.cli;

import dev.assay.contracts.Abi;
import dev.assay.contracts.ChainClient;
import dev.assay.contracts.ContractReverted;
import dev.assay.node.cli.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import picocli.CommandLine.Option;

/** Which node, and in whose name. */
public final class ChainOptions {
  private static final Abi NOTHING = new Abi(List.of(), List.of(), List.of());

  @Option(names = "--rpc", paramLabel = "URL", description = "The node: ${DEFAULT-VALUE}.")
  private URI rpc = URI.create("http://127.0.0.1:8545");

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description = "An account that the node signs for (default: its first).")
  private @Nullable String from;

  @Option(
      names = "--private-key",
      paramLabel = "HEX",
      description = "Sign with this key instead; ASSAY_PRIVATE_KEY in the environment does too.")
  private @Nullable String key = System.getenv("ASSAY_PRIVATE_KEY");

  @Option(
      names = "--abi",
      paramLabel = "FILE",
      description = "The contract's interface as JSON, to decode custom errors with.")
  private @Nullable Path abi;

  /** Does something with the node; what goes wrong there is told in one sentence. */
  <T> T with(Function<ChainClient, T> work) {
    try (ChainClient chain = new ChainClient(rpc)) {
      return work.apply(chain);
    } catch (ContractReverted | IllegalStateException e) {
      throw CommandFailure.no(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw CommandFailure.environment("no node answers at " + rpc, e);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** The interface of the contract, as far as it is known. */
  Abi abi() {
    if (abi == null) {
      return NOTHING;
    }
    try {
      return Abi.parse(Files.readString(abi));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who calls. */
  String caller(ChainClient chain) {
    if (key != null) {
      return Credentials.create(key).getAddress();
    }
    if (from != null) {
      return from;
    }
    return chain.accounts().stream()
        .findFirst()
        .orElseThrow(() -> CommandFailure.usage("the node signs for nobody: give a --private-key"));
  }

  /** Sends a transaction and waits for its receipt; {@code to} null creates a contract. */
  TransactionReceipt send(
      ChainClient chain, String what, @Nullable String to, BigInteger wei, String data) {
    return key != null
        ? chain.transact(what, abi(), Credentials.create(key), to, wei, data)
        : chain.transactUnlocked(what, abi(), caller(chain), to, wei, data);
  }
}
