package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Number of transactions of a block. */
public final class EthGetBlockTransactionCountByNumber extends NodeMethod {
  private static final Param<BlockId> BLOCK = Param.required("block", ParamTypes.BLOCK_NUMBER);

  /** The method of a node. */
  public EthGetBlockTransactionCountByNumber(NodeServices node) {
    super(
        node,
        "eth_getBlockTransactionCountByNumber",
        "Number of transactions of a block.",
        Shape.QUANTITY.orNull(),
        BLOCK);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return node.block(call.get(BLOCK))
        .map(block -> RpcResult.quantity(block.transactionHashes().size()))
        .orElse(RpcResult.NULL);
  }
}
