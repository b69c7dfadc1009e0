package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.TransactionArgs;

/** Signs a transaction of one of the node's accounts, sends it and answers its receipt. */
public final class EthSendTransactionSync extends NodeMethod {
  private static final Param<TransactionArgs> TRANSACTION =
      Param.required("transaction", TransactionArgs.TYPE);
  private static final Param<Long> TIMEOUT =
      Param.optional("timeoutMillis", ParamTypes.LONG, Receipts.USUAL_MILLIS);

  /** The method of a node. */
  public EthSendTransactionSync(NodeServices node) {
    super(
        node,
        "eth_sendTransactionSync",
        "Signs a transaction of one of the node's accounts, sends it and answers its receipt.",
        Shape.object("receipt"),
        TRANSACTION,
        TIMEOUT);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    Senders.Signed signed = Senders.Signed.of(node, call.get(TRANSACTION));
    return Receipts.of(node, signed.submit(node), call.get(TIMEOUT));
  }
}
