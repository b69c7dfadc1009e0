package dev.assay.node.rpc.net;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Whether the node takes connections: always. */
public final class NetListening extends NodeMethod {
  /** The method of a node. */
  public NetListening(NodeServices node) {
    super(node, "net_listening", "Whether the node takes connections: always.", Shape.BOOLEAN);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.bool(true);
  }
}
