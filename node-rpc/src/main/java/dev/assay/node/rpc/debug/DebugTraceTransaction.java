package dev.assay.node.rpc.debug;

import dev.assay.node.chain.MinedTransaction;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
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
    MinedTransaction mined = node.mined(call.get(HASH));
    return RpcResult.of(call.get(OPTIONS).transaction(node, mined.block(), mined.index()));
  }
}
