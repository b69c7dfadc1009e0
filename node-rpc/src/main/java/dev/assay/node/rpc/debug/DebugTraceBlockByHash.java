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
import dev.assay.state.types.Hash;

/** What the transactions of a block did. */
public final class DebugTraceBlockByHash extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);
  private static final Param<Tracer> OPTIONS = Param.optional("options", Tracer.TYPE, Tracer.CALLS);

  /** The method of a node. */
  public DebugTraceBlockByHash(NodeServices node) {
    super(
        node,
        "debug_traceBlockByHash",
        "What the transactions of a block did.",
        Shape.object("trace").list(),
        HASH,
        OPTIONS);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    ChainBlock block = node.existing(new BlockId.ByHash(call.get(HASH), true));
    return RpcResult.of(call.get(OPTIONS).block(node, block));
  }
}
