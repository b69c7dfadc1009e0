package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.Filters;
import dev.assay.node.rpc.JsonWriter;
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
import java.util.ArrayList;
import java.util.List;

/** What a filter collected since it was last asked. */
public final class EthGetFilterChanges extends NodeMethod {
  private static final Param<Hash> ID = Param.required("filter", ParamTypes.SLOT);

  /** The method of a node. */
  public EthGetFilterChanges(NodeServices node) {
    super(
        node,
        "eth_getFilterChanges",
        "What a filter collected since it was last asked.",
        Shape.any("changes").list(),
        ID);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    return switch (node.filters().changes(call.get(ID))) {
      case Filters.Changes.Pending(var hashes) -> RpcResult.array(hashes, JsonWriter::hex);
      case Filters.Changes.Blocks(var after, var upTo) -> blocks(after, upTo);
      case Filters.Changes.Logs(var filter, var after, var upTo) -> logs(filter, after, upTo);
    };
  }

  private RpcResult blocks(long after, long upTo) {
    List<Hash> hashes = new ArrayList<>();
    for (long number = after + 1; number <= upTo; number++) {
      node.chain().block(number).ifPresent(block -> hashes.add(block.hash()));
    }
    return RpcResult.array(hashes, JsonWriter::hex);
  }

  private RpcResult logs(LogFilter filter, long after, long upTo) {
    long from = Math.max(after + 1, upTo - node.limits().logBlocks() + 1);
    List<LogSearch.Found> found =
        new LogSearch(node.chain(), node.limits()).range(filter, from, upTo);
    return RpcResult.of(out -> LogSearch.write(out, found));
  }
}
