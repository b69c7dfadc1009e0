package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.Envelopes;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.TransactionArgs;
import dev.assay.state.chain.Transaction;
import dev.assay.state.types.Address;

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
    TransactionArgs args = call.get(TRANSACTION);
    Address sender = Senders.of(args);
    Transaction signed = Envelopes.sign(node, Envelopes.complete(node, args, sender), sender);
    return Envelopes.submit(node.submission().submit(signed, sender));
  }
}
