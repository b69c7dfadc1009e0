package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;

/** Ends live notifications. */
public final class EthUnsubscribe extends NodeMethod {
  private static final Param<Hash> ID = Param.required("filter", ParamTypes.SLOT);

  /** The method of a node. */
  public EthUnsubscribe(NodeServices node) {
    super(node, "eth_unsubscribe", "Ends live notifications.", Shape.BOOLEAN, ID);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.bool(node.subscriptions().unsubscribe(call.get(ID)));
  }
}
