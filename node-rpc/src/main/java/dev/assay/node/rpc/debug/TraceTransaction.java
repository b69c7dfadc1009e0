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

/** The calls of a transaction, one after the other. */
public final class TraceTransaction extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("transaction", ParamTypes.HASH);

  /** The method of a node. */
  public TraceTransaction(NodeServices node) {
    super(
        node,
        "trace_transaction",
        "The calls of a transaction, one after the other.",
        Shape.object("trace").list(),
        HASH);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    MinedTransaction mined = node.mined(call.get(HASH));
    var calls = FlatTraces.transaction(node, mined.block(), mined.index());
    return RpcResult.of(
        out -> {
          out.beginArray();
          calls.accept(out);
          out.endArray();
        });
  }
}
