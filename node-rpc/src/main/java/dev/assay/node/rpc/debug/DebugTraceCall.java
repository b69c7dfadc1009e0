package dev.assay.node.rpc.debug;

import dev.assay.host.BlockContext;
import dev.assay.host.CallRequest;
import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.Calls;
import dev.assay.node.rpc.Json;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamType;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.StateOverrides;
import dev.assay.node.rpc.StateOverrides.BlockOverrides;
import dev.assay.node.rpc.TransactionArgs;
import dev.assay.state.world.StateView;

/** What a call would do. */
public final class DebugTraceCall extends NodeMethod {
  private static final Param<TransactionArgs> TRANSACTION =
      Param.required("transaction", TransactionArgs.TYPE);
  private static final Param<BlockId> BLOCK =
      Param.optional("block", ParamTypes.BLOCK_ID, BlockId.Tag.LATEST);
  private static final Param<Options> OPTIONS =
      Param.optional(
          "options",
          ParamTypes.type(
              Shape.object("trace options with overrides"),
              json -> Options.read(ParamTypes.object(json))),
          new Options(Tracer.CALLS, StateOverrides.NONE, BlockOverrides.NONE));

  private record Options(Tracer tracer, StateOverrides state, BlockOverrides block) {
    static Options read(Json.Obj json) {
      return new Options(
          Tracer.read(json),
          given(json, "stateOverrides", StateOverrides.TYPE, StateOverrides.NONE),
          given(json, "blockOverrides", BlockOverrides.TYPE, BlockOverrides.NONE));
    }

    private static <T> T given(Json.Obj json, String name, ParamType<T> type, T absent) {
      Json value = json.get(name);
      return value instanceof Json.Null ? absent : type.value(value, 2);
    }
  }

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
    Options options = call.get(OPTIONS);
    StateView state = options.state().over(node.state(block));
    BlockContext context = options.block().over(node.context(block));
    CallRequest request = Calls.request(call.get(TRANSACTION), context, node.limits().callGas());
    return RpcResult.of(options.tracer().call(node, state, context, request));
  }
}
