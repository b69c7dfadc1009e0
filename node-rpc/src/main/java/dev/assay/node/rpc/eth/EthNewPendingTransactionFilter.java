package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.Filters;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** A filter that collects hashes of transactions entering the pool. */
public final class EthNewPendingTransactionFilter extends NodeMethod {
  /** The method of a node. */
  public EthNewPendingTransactionFilter(NodeServices node) {
    super(
        node,
        "eth_newPendingTransactionFilter",
        "A filter that collects hashes of transactions entering the pool.",
        Shape.QUANTITY);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.quantity(node.filters().create(new Filters.Kind.Pending()).toUInt256());
  }
}
