package dev.assay.node.rpc.debug;

import dev.assay.host.BlockContext;
import dev.assay.host.CallRequest;
import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.Calls;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.TransactionArgs;
import dev.assay.state.world.StateView;

/** What a call would do. */
public final class DebugTraceCall extends NodeMethod {
  private static final Param<TransactionArgs> TRANSACTION =
      Param.required("transaction", TransactionArgs.TYPE);
  private static final Param<BlockId> BLOCK =
      Param.optional("block", ParamTypes.BLOCK_ID, BlockId.Tag.LATEST);
  private static final Param<Tracer> OPTIONS = Param.optional("options", Tracer.TYPE, Tracer.CALLS);

  /** The method of a node. */
  public DebugTraceCall(NodeServices node) {
    super(
        node,
        "debug_traceCall",
        "What a call would do.",
        Shape.object("trace"),
        TRANSACTION,
        BLOCK,
        OPTIONS);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    BlockId block = call.get(BLOCK);
    StateView state = node.state(block);
    BlockContext context = node.context(block);
    CallRequest request = Calls.request(call.get(TRANSACTION), context, node.limits().callGas());
    return RpcResult.of(call.get(OPTIONS).call(node, state, context, request));
  }
}
