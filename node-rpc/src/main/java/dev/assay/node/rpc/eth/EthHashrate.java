package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Hash rate: there is no proof of work. */
public final class EthHashrate extends NodeMethod {
  /** The method of a node. */
  public EthHashrate(NodeServices node) {
    super(node, "eth_hashrate", "Hash rate: there is no proof of work.", Shape.QUANTITY);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.quantity(0);
  }
}
