package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** EIP-155 chain id. */
public final class EthChainId extends NodeMethod {
  /** The method of a node. */
  public EthChainId(NodeServices node) {
    super(node, "eth_chainId", "EIP-155 chain id.", Shape.QUANTITY);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.quantity(node.chain().chainId());
  }
}
