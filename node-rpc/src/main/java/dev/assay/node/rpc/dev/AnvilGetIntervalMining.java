package dev.assay.node.rpc.dev;

import dev.assay.node.NodeConfig.Mining;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** The pace of mining in seconds; null if there is none. */
public final class AnvilGetIntervalMining extends NodeMethod {
  /** The method of a node. */
  public AnvilGetIntervalMining(NodeServices node) {
    super(
        node,
        "anvil_getIntervalMining",
        "The pace of mining in seconds; null if there is none.",
        Shape.any("seconds"));
  }

  @Override
  public RpcResult call(RpcCall call) {
    return node.producer().mining() instanceof Mining.Interval(var period)
        ? RpcResult.of(out -> out.number(period.toSeconds()))
        : RpcResult.NULL;
  }
}
