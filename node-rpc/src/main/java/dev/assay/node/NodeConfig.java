package dev.assay.node;

import dev.assay.host.EngineMode;
import dev.assay.state.db.DatabaseOptions;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a user can choose about a node; immutable, built by naming what differs from {@link
 * #dev()}.
 *
 * @param endpoint where clients connect, and what they may do there
 * @param dataDir where the chain lives; empty means a throw-away directory deleted at close
 * @param genesis what the first block says, and whose accounts it funds
 * @param mining how blocks come to be
 * @param log where the lines for the user go
 * @param store how the chain is kept; a throw-away one never waits for the disk
 * @param state which files it comes from and goes to
 * @param engine what runs contracts; no result depends on it
 */
public record NodeConfig(
    Endpoint endpoint,
    Optional<Path> dataDir,
    Origin genesis,
    Mining mining,
    NodeLog log,
    DatabaseOptions store,
    StateFiles state,
    EngineMode engine) {

  /**
   * Where clients connect.
   *
   * @param host address to bind
   * @param port TCP port of HTTP and WebSocket, 0 for a free one
   * @param ipc file of a local socket, if there is to be one
   * @param names Host headers that are served besides bare addresses; {@code *} for all
   * @param origin which pages may read the answers; {@code *} for all
   * @param control who may change the chain by hand, trace, and sign with the node's keys
   */
  public record Endpoint(
      String host,
      int port,
      Optional<Path> ipc,
      Set<String> names,
      String origin,
      Control control) {
    /** The same on another port. */
    public Endpoint withPort(int other) {
      return new Endpoint(host, other, ipc, names, origin, control);
    }

    /** The same with a local socket. */
    public Endpoint withIpc(Path file) {
      return new Endpoint(host, port, Optional.of(file), names, origin, control);
    }

    /** The same with other rights. */
    public Endpoint withControl(Control other) {
      return new Endpoint(host, port, ipc, names, origin, other);
    }
  }

  /** Who may control the node over HTTP and WebSocket; over a local socket its owner always may. */
  public sealed interface Control {
    /** Everybody: a local chain. */
    record Everybody() implements Control {}

    /** Nobody. */
    record Nobody() implements Control {}

    /** Whoever shows a token under the secret. */
    record TokenHolders(JwtSecret secret) implements Control {}
  }

  /**
   * Files of the whole chain as JSON, see {@link dev.assay.node.rpc.DumpJson}.
   *
   * @param load where a new chain begins from
   * @param save where the chain is written when the node stops
   * @param every how often it is written meanwhile
   */
  public record StateFiles(Optional<Path> load, Optional<Path> save, Optional<Duration> every) {
    /** No file. */
    public static final StateFiles NONE =
        new StateFiles(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * What the first block says.
   *
   * @param chainId EIP-155 chain id
   * @param gasLimit gas limit of a block
   * @param baseFee base fee of the genesis block in wei
   * @param mnemonic BIP-39 phrase of the funded accounts
   * @param accounts how many accounts are funded and unlocked
   * @param balanceEther balance of each of them, in ether
   */
  public record Origin(
      long chainId,
      long gasLimit,
      BigInteger baseFee,
      String mnemonic,
      int accounts,
      BigInteger balanceEther) {}

  /** How blocks come to be: at once, at a fixed pace, or only when asked. */
  public sealed interface Mining {
    /** A block as soon as the pool holds an executable transaction. */
    record Auto() implements Mining {}

    /** A block every {@code period}, empty or not. */
    record Interval(Duration period) implements Mining {}

    /** Blocks only through the mining methods of the control namespaces. */
    record Manual() implements Mining {}
  }

  /** The phrase every tutorial knows; its keys are public, so it must never hold real money. */
  public static final String WELL_KNOWN_MNEMONIC =
      "test test test test test test test test test test test junk";

  private static final NodeConfig DEV =
      new NodeConfig(
          new Endpoint(
              "127.0.0.1",
              8545,
              Optional.empty(),
              Set.of("localhost"),
              "*",
              new Control.Everybody()),
          Optional.empty(),
          new Origin(
              31337,
              30_000_000,
              BigInteger.valueOf(1_000_000_000),
              WELL_KNOWN_MNEMONIC,
              10,
              BigInteger.valueOf(10_000)),
          new Mining.Auto(),
          NodeLog.silent(),
          DatabaseOptions.DEFAULT.keepingPreimages(),
          StateFiles.NONE,
          EngineMode.AUTO);

  /** The defaults of a local chain: 127.0.0.1:8545, chain id 31337, ten accounts, throw-away. */
  public static NodeConfig dev() {
    return DEV;
  }

  /** The same on another port; 0 for a free one. */
  public NodeConfig withPort(int port) {
    return withEndpoint(endpoint.withPort(port));
  }

  /** The same, reached in another way. */
  public NodeConfig withEndpoint(Endpoint other) {
    return new NodeConfig(other, dataDir, genesis, mining, log, store, state, engine);
  }

  /** The same with its chain kept in {@code dir}. */
  public NodeConfig withDataDir(Path dir) {
    return new NodeConfig(endpoint, Optional.of(dir), genesis, mining, log, store, state, engine);
  }

  /** The same with another way of making blocks. */
  public NodeConfig withMining(Mining other) {
    return new NodeConfig(endpoint, dataDir, genesis, other, log, store, state, engine);
  }

  /** The same with its lines for the user going to {@code other}. */
  public NodeConfig withLog(NodeLog other) {
    return new NodeConfig(endpoint, dataDir, genesis, mining, other, store, state, engine);
  }

  /** The same with its chain kept in another way. */
  public NodeConfig withStore(DatabaseOptions other) {
    return new NodeConfig(endpoint, dataDir, genesis, mining, log, other, state, engine);
  }

  /** The same, coming from and going to other files. */
  public NodeConfig withState(StateFiles other) {
    return new NodeConfig(endpoint, dataDir, genesis, mining, log, store, other, engine);
  }

  /** The same, run by another engine. */
  public NodeConfig withEngine(EngineMode other) {
    return new NodeConfig(endpoint, dataDir, genesis, mining, log, store, state, other);
  }
}
