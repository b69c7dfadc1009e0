package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;

/** The receipt of a mined transaction; null while it waits. */
public final class EthGetTransactionReceipt extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);

  /** The method of a node. */
  public EthGetTransactionReceipt(NodeServices node) {
    super(
        node,
        "eth_getTransactionReceipt",
        "The receipt of a mined transaction; null while it waits.",
        Shape.object("receipt").orNull(),
        HASH);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return node.chain()
        .transaction(call.get(HASH))
        .map(mined -> RpcResult.of(out -> ChainJson.receipt(out, node.chain(), mined)))
        .orElse(RpcResult.NULL);
  }
}
