package dev.assay.node.rpc.net;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** The chain id in decimal. */
public final class NetVersion extends NodeMethod {
  /** The method of a node. */
  public NetVersion(NodeServices node) {
    super(node, "net_version", "The chain id in decimal.", Shape.STRING);
  }

  @Override
  public List<String> aliases() {
    return List.of("eth_networkId");
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.string(Long.toString(node.chain().chainId()));
  }
}
