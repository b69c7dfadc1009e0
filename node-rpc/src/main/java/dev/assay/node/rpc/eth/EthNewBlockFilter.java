package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.Filters;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** A filter that collects hashes of new blocks. */
public final class EthNewBlockFilter extends NodeMethod {
  /** The method of a node. */
  public EthNewBlockFilter(NodeServices node) {
    super(
        node, "eth_newBlockFilter", "A filter that collects hashes of new blocks.", Shape.QUANTITY);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.quantity(node.filters().create(new Filters.Kind.Blocks()).toUInt256());
  }
}
