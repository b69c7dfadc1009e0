package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.LogFilter;
import dev.assay.node.rpc.LogSearch;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** The logs of a range of blocks that a filter wants. */
public final class EthGetLogs extends NodeMethod {
  private static final Param<LogFilter> FILTER = Param.required("filter", LogFilter.TYPE);

  /** The method of a node. */
  public EthGetLogs(NodeServices node) {
    super(
        node,
        "eth_getLogs",
        "The logs of a range of blocks that a filter wants.",
        Shape.object("log").list(),
        FILTER);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    List<LogSearch.Found> found =
        new LogSearch(node.chain(), node.limits()).search(call.get(FILTER), node);
    return RpcResult.of(out -> LogSearch.write(out, found));
  }
}
