package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.Envelopes;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Bytes;

/** Takes a signed transaction and answers its receipt (EIP-7966). */
public final class EthSendRawTransactionSync extends NodeMethod {
  private static final Param<Bytes> RAW = Param.required("transaction", ParamTypes.DATA);
  private static final Param<Long> TIMEOUT =
      Param.optional("timeoutMillis", ParamTypes.LONG, Receipts.USUAL_MILLIS);

  /** The method of a node. */
  public EthSendRawTransactionSync(NodeServices node) {
    super(
        node,
        "eth_sendRawTransactionSync",
        "Takes a signed transaction and answers its receipt (EIP-7966).",
        Shape.object("receipt"),
        RAW,
        TIMEOUT);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    return Receipts.of(
        node, node.submission().submit(Envelopes.decode(call.get(RAW))), call.get(TIMEOUT));
  }
}
