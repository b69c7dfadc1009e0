package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.LogFilter;
import dev.assay.node.rpc.LogSearch;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;
import java.util.List;

/** All logs that a filter wants. */
public final class EthGetFilterLogs extends NodeMethod {
  private static final Param<Hash> ID = Param.required("filter", ParamTypes.SLOT);

  /** The method of a node. */
  public EthGetFilterLogs(NodeServices node) {
    super(
        node, "eth_getFilterLogs", "All logs that a filter wants.", Shape.object("log").list(), ID);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    LogFilter filter = node.filters().logFilter(call.get(ID));
    List<LogSearch.Found> found = new LogSearch(node.chain(), node.limits()).search(filter, node);
    return RpcResult.of(out -> LogSearch.write(out, found));
  }
}
