package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Synchronisation status: false, a local chain is never behind. */
public final class EthSyncing extends NodeMethod {
  /** The method of a node. */
  public EthSyncing(NodeServices node) {
    super(
        node,
        "eth_syncing",
        "Synchronisation status: false, a local chain is never behind.",
        Shape.BOOLEAN);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.bool(false);
  }
}
