package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Base fee of blobs: the minimum, there are none. */
public final class EthBlobBaseFee extends NodeMethod {
  /** The method of a node. */
  public EthBlobBaseFee(NodeServices node) {
    super(
        node, "eth_blobBaseFee", "Base fee of blobs: the minimum, there are none.", Shape.QUANTITY);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.quantity(1);
  }
}
