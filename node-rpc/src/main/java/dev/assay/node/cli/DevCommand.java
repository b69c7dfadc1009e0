package dev.assay.node.cli;

import dev.assay.host.EngineMode;
import dev.assay.node.Node;
import dev.assay.node.NodeConfig;
import dev.assay.node.NodeConfig.Mining;
import dev.assay.node.NodeLog;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay dev}: the local chain. */
@Command(
    name = "dev",
    description = "Runs a local chain with funded accounts: a block for every transaction.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  assay dev --port 8545 --data-dir ./chain    (continue with the same directory)",
      "  assay dev --state state.json                (continue where the file was written)",
      "",
      "Every option can also stand in the environment, --gas-limit as ASSAY_GAS_LIMIT, or in the",
      "file of --config, as gas-limit; the command line counts first, then the environment."
    })
public class DevCommand implements Subcommand {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read the options that are not given from this properties file.")
  @SuppressWarnings("UnusedVariable") // read before the others, by Settings
  private @Nullable Path config;

  @Mixin private EndpointOptions endpoint = new EndpointOptions();

  @Option(
      names = {"-a", "--accounts"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many accounts are funded (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Option(
      names = "--balance",
      paramLabel = "ETHER",
      defaultValue = "10000",
      description = "Balance of each of them (default: ${DEFAULT-VALUE}).")
  private BigInteger balance = BigInteger.ZERO;

  @Option(
      names = {"-m", "--mnemonic"},
      paramLabel = "PHRASE",
      defaultValue = NodeConfig.WELL_KNOWN_MNEMONIC,
      description = "Phrase that the accounts come from (default: ${DEFAULT-VALUE}).")
  private String mnemonic = "";

  @Option(
      names = "--chain-id",
      paramLabel = "N",
      defaultValue = "31337",
      description = "EIP-155 chain id (default: ${DEFAULT-VALUE}).")
  private long chainId;

  @Option(
      names = "--gas-limit",
      paramLabel = "GAS",
      defaultValue = "30000000",
      description = "Gas limit of a block (default: ${DEFAULT-VALUE}).")
  private long gasLimit;

  @Option(
      names = {"--base-fee", "--block-base-fee-per-gas"},
      paramLabel = "WEI",
      defaultValue = "1000000000",
      description = "Base fee of the first block (default: ${DEFAULT-VALUE}).")
  private BigInteger baseFee = BigInteger.ZERO;

  @Option(
      names = {"-b", "--block-time"},
      paramLabel = "SECONDS",
      description = "Mine at this pace instead of at every transaction.")
  private @Nullable Double blockTime;

  @Option(names = "--no-mining", description = "Mine only when asked to (evm_mine).")
  private boolean noMining;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Keep the chain here; without it the chain is gone at exit.")
  private @Nullable Path dataDir;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "auto",
      description = {
        "What runs contracts: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). auto compiles",
        "what is used much in the background; both runs everything twice and compares."
      })
  private EngineMode engine = EngineMode.AUTO;

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private StateOptions state = new StateOptions();

  @Option(
      names = "--config-out",
      paramLabel = "FILE",
      description = "Write accounts, keys and chain as JSON to this file.")
  private @Nullable Path configOut;

  @Option(
      names = {"-q", "--quiet", "--silent"},
      description = "Print nothing.")
  private boolean silent;

  @Option(names = "--json-log", description = "Print a JSON object a line, and no banner.")
  private boolean jsonLog;

  /** Whether this is a chain on a developer's machine, where everybody may do everything. */
  boolean isLocal() {
    return true;
  }

  @Override
  public ExitCode call() throws InterruptedException {
    CommandSpec command = java.util.Objects.requireNonNull(spec);
    if (command.defaultValueProvider() instanceof Settings settings) {
      settings.check(command);
    }
    PrintWriter out = command.commandLine().getOut();
    CountDownLatch stopped = new CountDownLatch(1);
    Node node = Node.start(config(out));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  node.close();
                  stopped.countDown();
                },
                "assay-stop"));
    SteadyHeap.start();
    if (configOut != null) {
      Banner.write(configOut, node);
    }
    if (jsonLog) {
      out.println(Banner.json(node));
    } else if (!silent) {
      Banner.print(out, node);
    }
    stopped.await();
    return ExitCode.OK;
  }

  /** What the options say. */
  NodeConfig config(PrintWriter out) {
    check(accounts > 0 && accounts <= 10_000, "--accounts is 1 to 10000");
    check(balance.signum() >= 0 && balance.bitLength() <= 190, "--balance is 0 to 2^190 ether");
    check(chainId > 0, "--chain-id is a positive number");
    check(gasLimit >= 21_000, "--gas-limit is at least 21000");
    check(baseFee.signum() >= 0 && baseFee.bitLength() <= 128, "--base-fee is not negative");
    check(blockTime == null || blockTime >= 0.001, "--block-time is at least 0.001");
    check(!silent || !jsonLog, "--quiet and --json-log exclude each other");
    check(blockTime == null || !noMining, "--block-time and --no-mining exclude each other");
    return new NodeConfig(
        endpoint.endpoint(isLocal()),
        Optional.ofNullable(dataDir),
        new NodeConfig.Origin(chainId, gasLimit, baseFee, mnemonic, accounts, balance),
        mining(),
        log(out),
        isLocal() ? store.options().keepingPreimages() : store.options(),
        state.files(),
        engine);
  }

  private NodeLog log(PrintWriter out) {
    if (jsonLog) {
      return NodeLog.json(out::println);
    }
    return silent
        ? NodeLog.silent()
        : NodeLog.to(Terminal.hasColour() ? Tint.of(out) : out::println);
  }

  private Mining mining() {
    if (noMining) {
      return new Mining.Manual();
    }
    return blockTime == null
        ? new Mining.Auto()
        : new Mining.Interval(Duration.ofMillis(Math.round(blockTime * 1000)));
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw CommandFailure.usage(rule);
    }
  }
}
