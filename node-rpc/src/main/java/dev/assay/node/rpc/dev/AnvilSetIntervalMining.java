package dev.assay.node.rpc.dev;

import dev.assay.node.NodeConfig.Mining;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Mines at a fixed pace in seconds; 0 stops it. */
public final class AnvilSetIntervalMining extends NodeMethod {
  private static final Param<Long> SECONDS = Param.required("seconds", ParamTypes.LONG);

  /** The method of a node. */
  public AnvilSetIntervalMining(NodeServices node) {
    super(
        node,
        "anvil_setIntervalMining",
        "Mines at a fixed pace in seconds; 0 stops it.",
        Shape.any("null"),
        SECONDS);
  }

  @Override
  public RpcResult call(RpcCall call) {
    long seconds = call.get(SECONDS);
    node.producer()
        .mining(seconds == 0 ? new Mining.Manual() : new Mining.Interval(Control.pace(seconds)));
    return RpcResult.NULL;
  }
}
