package dev.assay.node;

import dev.assay.node.chain.DevAccounts;
import java.net.URI;

/** A running node: chain, pool, block producer and JSON-RPC server, until closed. */
public interface Node extends AutoCloseable {

  /**
   * Opens the chain, starts the server and returns once it answers.
   *
   * @throws NodeStartException if the port is taken or the data directory cannot be opened
   */
  static Node start(NodeConfig config) {
    return RunningNode.start(config);
  }

  /** Where clients connect: {@code http://127.0.0.1:8545}; WebSocket answers at the same port. */
  URI rpcUrl();

  /** What the node was started with. */
  NodeConfig config();

  /** The funded, unlocked accounts. */
  DevAccounts accounts();

  /** Height of the newest block. */
  long height();

  /**
   * Stops taking requests, answers those that came, mines what can be mined, writes the state file
   * if there is one, closes the store; idempotent.
   */
  @Override
  void close();
}
