package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.Envelopes;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.TransactionArgs;

/** Signs a transaction of one of the node's accounts and sends it. */
public final class EthSendTransaction extends NodeMethod {
  private static final Param<TransactionArgs> TRANSACTION =
      Param.required("transaction", TransactionArgs.TYPE);

  /** The method of a node. */
  public EthSendTransaction(NodeServices node) {
    super(
        node,
        "eth_sendTransaction",
        "Signs a transaction of one of the node's accounts and sends it.",
        Shape.HASH,
        TRANSACTION);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    return Envelopes.submit(Senders.Signed.of(node, call.get(TRANSACTION)).submit(node));
  }
}
