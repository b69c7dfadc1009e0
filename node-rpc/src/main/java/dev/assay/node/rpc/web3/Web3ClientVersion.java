package dev.assay.node.rpc.web3;

import dev.assay.node.Version;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Name and version of this node. */
public final class Web3ClientVersion extends NodeMethod {
  /** The method of a node. */
  public Web3ClientVersion(NodeServices node) {
    super(node, "web3_clientVersion", "Name and version of this node.", Shape.STRING);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.string(Version.client());
  }
}
