package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Height of the newest block. */
public final class EthBlockNumber extends NodeMethod {
  /** The method of a node. */
  public EthBlockNumber(NodeServices node) {
    super(node, "eth_blockNumber", "Height of the newest block.", Shape.QUANTITY);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.quantity(node.chain().tip().number());
  }
}
