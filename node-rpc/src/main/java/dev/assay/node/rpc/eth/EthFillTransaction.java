package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.Envelopes;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.TransactionArgs;
import dev.assay.state.types.Address;

/** A transaction object with what it left open filled in, and its unsigned encoding. */
public final class EthFillTransaction extends NodeMethod {
  private static final Param<TransactionArgs> TRANSACTION =
      Param.required("transaction", TransactionArgs.TYPE);

  /** The method of a node. */
  public EthFillTransaction(NodeServices node) {
    super(
        node,
        "eth_fillTransaction",
        "A transaction object with what it left open filled in, and its unsigned encoding.",
        Shape.object("filled transaction"),
        TRANSACTION);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    TransactionArgs args = call.get(TRANSACTION);
    Address sender = args.from().orElse(Address.ZERO);
    return Senders.rawAndFields(Envelopes.complete(node, args, sender), sender);
  }
}
