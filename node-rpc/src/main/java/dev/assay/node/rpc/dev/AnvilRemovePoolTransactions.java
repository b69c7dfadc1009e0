package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Address;

/** Takes the transactions of a sender out of the pool. */
public final class AnvilRemovePoolTransactions extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);

  /** The method of a node. */
  public AnvilRemovePoolTransactions(NodeServices node) {
    super(
        node,
        "anvil_removePoolTransactions",
        "Takes the transactions of a sender out of the pool.",
        Shape.any("null"),
        ADDRESS);
  }

  @Override
  public RpcResult call(RpcCall call) {
    Address sender = call.get(ADDRESS);
    node.pool().transactions().stream()
        .filter(pooled -> pooled.sender().equals(sender))
        .forEach(pooled -> node.pool().drop(pooled.hash()));
    return RpcResult.NULL;
  }
}
