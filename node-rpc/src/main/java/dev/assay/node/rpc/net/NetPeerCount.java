package dev.assay.node.rpc.net;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Number of peers: a local chain has none. */
public final class NetPeerCount extends NodeMethod {
  /** The method of a node. */
  public NetPeerCount(NodeServices node) {
    super(node, "net_peerCount", "Number of peers: a local chain has none.", Shape.QUANTITY);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.quantity(0);
  }
}
