package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.Filters;
import dev.assay.node.rpc.LogFilter;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** A filter that collects logs. */
public final class EthNewFilter extends NodeMethod {
  private static final Param<LogFilter> FILTER = Param.required("filter", LogFilter.TYPE);

  /** The method of a node. */
  public EthNewFilter(NodeServices node) {
    super(node, "eth_newFilter", "A filter that collects logs.", Shape.QUANTITY, FILTER);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.quantity(
        node.filters().create(new Filters.Kind.Logs(call.get(FILTER))).toUInt256());
  }
}
