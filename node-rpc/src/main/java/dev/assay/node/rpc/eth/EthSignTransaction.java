package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.TransactionArgs;

/** Signs a transaction of one of the node's accounts without sending it. */
public final class EthSignTransaction extends NodeMethod {
  private static final Param<TransactionArgs> TRANSACTION =
      Param.required("transaction", TransactionArgs.TYPE);

  /** The method of a node. */
  public EthSignTransaction(NodeServices node) {
    super(
        node,
        "eth_signTransaction",
        "Signs a transaction of one of the node's accounts without sending it.",
        Shape.object("signed transaction"),
        TRANSACTION);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    Senders.Signed signed = Senders.Signed.of(node, call.get(TRANSACTION));
    return Senders.rawAndFields(signed.transaction(), signed.sender());
  }
}
