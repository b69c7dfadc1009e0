package dev.assay.node.rpc.dev;

import dev.assay.node.NodeConfig.Mining;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.time.Duration;

/** Mines at a fixed pace in milliseconds; 0 stops it. */
public final class EvmSetIntervalMining extends NodeMethod {
  private static final Param<Long> MILLIS = Param.required("milliseconds", ParamTypes.LONG);

  /** The method of a node. */
  public EvmSetIntervalMining(NodeServices node) {
    super(
        node,
        "evm_setIntervalMining",
        "Mines at a fixed pace in milliseconds; 0 stops it.",
        Shape.BOOLEAN,
        MILLIS);
  }

  @Override
  public RpcResult call(RpcCall call) {
    long millis = call.get(MILLIS);
    node.producer()
        .mining(millis == 0 ? new Mining.Manual() : new Mining.Interval(Duration.ofMillis(millis)));
    return RpcResult.bool(true);
  }
}
