package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;

/** Number of transactions of a block. */
public final class EthGetBlockTransactionCountByHash extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);

  /** The method of a node. */
  public EthGetBlockTransactionCountByHash(NodeServices node) {
    super(
        node,
        "eth_getBlockTransactionCountByHash",
        "Number of transactions of a block.",
        Shape.QUANTITY.orNull(),
        HASH);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return node.chain()
        .block(call.get(HASH))
        .map(block -> RpcResult.quantity(block.transactionHashes().size()))
        .orElse(RpcResult.NULL);
  }
}
