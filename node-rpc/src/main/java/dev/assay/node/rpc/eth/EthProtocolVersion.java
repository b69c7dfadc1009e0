package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Version of the wire protocol that this node would speak to peers. */
public final class EthProtocolVersion extends NodeMethod {
  /** The method of a node. */
  public EthProtocolVersion(NodeServices node) {
    super(
        node,
        "eth_protocolVersion",
        "Version of the wire protocol that this node would speak to peers.",
        Shape.QUANTITY);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.quantity(68);
  }
}
