package dev.assay.node.rpc.eth;

import dev.assay.node.NodeConfig.Mining;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Whether blocks are made without being asked for. */
public final class EthMining extends NodeMethod {
  /** The method of a node. */
  public EthMining(NodeServices node) {
    super(node, "eth_mining", "Whether blocks are made without being asked for.", Shape.BOOLEAN);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.bool(!(node.producer().mining() instanceof Mining.Manual));
  }
}
