package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** A tip that recent blocks took. */
public final class EthMaxPriorityFeePerGas extends NodeMethod {
  /** The method of a node. */
  public EthMaxPriorityFeePerGas(NodeServices node) {
    super(node, "eth_maxPriorityFeePerGas", "A tip that recent blocks took.", Shape.QUANTITY);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.quantity(node.fees().tip());
  }
}
