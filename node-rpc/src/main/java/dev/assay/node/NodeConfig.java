package dev.assay.node;

import dev.assay.state.db.DatabaseOptions;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything a user can choose about a node; immutable, built by naming what differs from {@link
 * #dev()}.
 *
 * @param host address to bind
 * @param port TCP port, 0 for a free one
 * @param dataDir where the chain lives; empty means a throw-away directory deleted at close
 * @param chainId EIP-155 chain id
 * @param gasLimit gas limit of a block
 * @param baseFee base fee of the genesis block in wei
 * @param mnemonic BIP-39 phrase of the funded accounts
 * @param accounts how many accounts are funded and unlocked
 * @param balanceEther balance of each of them at genesis, in ether
 * @param mining how blocks come to be
 * @param log where the lines for the user go
 * @param store how the chain is kept; a throw-away one never waits for the disk
 */
public record NodeConfig(
    String host,
    int port,
    Optional<Path> dataDir,
    long chainId,
    long gasLimit,
    BigInteger baseFee,
    String mnemonic,
    int accounts,
    BigInteger balanceEther,
    Mining mining,
    NodeLog log,
    DatabaseOptions store) {

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

  /** The defaults of a local chain: 127.0.0.1:8545, chain id 31337, ten accounts, throw-away. */
  public static NodeConfig dev() {
    return new NodeConfig(
        "127.0.0.1",
        8545,
        Optional.empty(),
        31337,
        30_000_000,
        BigInteger.valueOf(1_000_000_000),
        WELL_KNOWN_MNEMONIC,
        10,
        BigInteger.valueOf(10_000),
        new Mining.Auto(),
        NodeLog.silent(),
        DatabaseOptions.DEFAULT);
  }

  /** The same on another port; 0 for a free one. */
  public NodeConfig withPort(int port) {
    return new NodeConfig(
        host,
        port,
        dataDir,
        chainId,
        gasLimit,
        baseFee,
        mnemonic,
        accounts,
        balanceEther,
        mining,
        log,
        store);
  }

  /** The same with its chain kept in {@code dir}. */
  public NodeConfig withDataDir(Path dir) {
    return new NodeConfig(
        host,
        port,
        Optional.of(dir),
        chainId,
        gasLimit,
        baseFee,
        mnemonic,
        accounts,
        balanceEther,
        mining,
        log,
        store);
  }

  /** The same with another way of making blocks. */
  public NodeConfig withMining(Mining mining) {
    return new NodeConfig(
        host,
        port,
        dataDir,
        chainId,
        gasLimit,
        baseFee,
        mnemonic,
        accounts,
        balanceEther,
        mining,
        log,
        store);
  }

  /** The same with its lines for the user going to {@code log}. */
  public NodeConfig withLog(NodeLog log) {
    return new NodeConfig(
        host,
        port,
        dataDir,
        chainId,
        gasLimit,
        baseFee,
        mnemonic,
        accounts,
        balanceEther,
        mining,
        log,
        store);
  }

  /** The same with its chain kept in another way. */
  public NodeConfig withStore(DatabaseOptions store) {
    return new NodeConfig(
        host,
        port,
        dataDir,
        chainId,
        gasLimit,
        baseFee,
        mnemonic,
        accounts,
        balanceEther,
        mining,
        log,
        store);
  }
}
