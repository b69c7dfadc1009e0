package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.Json;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import java.time.Duration;

/** What the control methods check alike. */
final class Control {
  /** Above this a time is meant in milliseconds, as ganache takes it. */
  static final long MILLISECONDS_FROM = 100_000_000_000L;

  private Control() {}

  /** A timestamp must not lie before the newest block's. */
  static void checkTimestamp(NodeServices node, long seconds) {
    long last = node.chain().tip().header().timestamp();
    if (seconds < last) {
      throw new RpcException(
          RpcError.INVALID_PARAMS,
          "timestamp " + seconds + " is lower than the previous block's timestamp " + last);
    }
  }

  /** A fork of another chain is the one thing a reset can ask for that is not to be had here. */
  static void checkNoFork(Json options) {
    if (options instanceof Json.Obj fork && !(fork.get("forking") instanceof Json.Null)) {
      throw new RpcException(RpcError.INVALID_PARAMS, "forking another chain is not supported");
    }
  }

  /** A pace of blocks, in seconds, that a clock can keep. */
  static Duration pace(long seconds) {
    if (seconds < 0 || seconds > Integer.MAX_VALUE) {
      throw new RpcException(
          RpcError.INVALID_PARAMS, "interval of " + seconds + " seconds is out of range");
    }
    return Duration.ofSeconds(seconds);
  }

  /** A number of blocks within the limit. */
  static int blocks(NodeServices node, long blocks) {
    if (blocks < 0 || blocks > node.limits().mineBlocks()) {
      throw new RpcException(
          RpcError.LIMIT_EXCEEDED, "at most " + node.limits().mineBlocks() + " blocks at once");
    }
    return (int) blocks;
  }
}
