package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Base fee of the next block. */
public final class EthBaseFee extends NodeMethod {
  /** The method of a node. */
  public EthBaseFee(NodeServices node) {
    super(node, "eth_baseFee", "Base fee of the next block.", Shape.QUANTITY);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.quantity(node.producer().draft().baseFeePerGas());
  }
}
