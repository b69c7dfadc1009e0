package dev.assay.node.rpc.debug;

import dev.assay.node.chain.ChainBlock;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.db.TransactionLocation;
import dev.assay.state.types.Hash;

/**
 * What a mined transaction did: callTracer (the default), prestateTracer, stylusTracer or
 * wasmTracer.
 */
public final class DebugTraceTransaction extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);
  private static final Param<Tracer> OPTIONS = Param.optional("options", Tracer.TYPE, Tracer.CALLS);

  /** The method of a node. */
  public DebugTraceTransaction(NodeServices node) {
    super(
        node,
        "debug_traceTransaction",
        "What a mined transaction did: callTracer (the default), prestateTracer, stylusTracer or wasmTracer.",
        Shape.object("trace"),
        HASH,
        OPTIONS);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    TransactionLocation place = node.place(call.get(HASH));
    ChainBlock block = node.chain().block(place.blockNumber()).orElseThrow();
    return RpcResult.of(call.get(OPTIONS).transaction(node, block, place.index()));
  }
}
