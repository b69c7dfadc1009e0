package dev.assay.node.rpc.debug;

import dev.assay.node.chain.ChainBlock;
import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** The calls of a block's transactions, one after the other. */
public final class TraceBlock extends NodeMethod {
  private static final Param<BlockId> BLOCK = Param.required("block", ParamTypes.BLOCK_NUMBER);

  /** The method of a node. */
  public TraceBlock(NodeServices node) {
    super(
        node,
        "trace_block",
        "The calls of a block's transactions, one after the other.",
        Shape.object("trace").list(),
        BLOCK);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    ChainBlock block = node.existing(call.get(BLOCK));
    var calls = FlatTraces.block(node, block);
    return RpcResult.of(
        out -> {
          out.beginArray();
          calls.accept(out);
          out.endArray();
        });
  }
}
