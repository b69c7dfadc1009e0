package dev.assay.node.rpc.eth;

import dev.assay.node.chain.MinedTransaction;
import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** A transaction of a block by its position. */
public final class EthGetTransactionByBlockNumberAndIndex extends NodeMethod {
  private static final Param<BlockId> BLOCK = Param.required("block", ParamTypes.BLOCK_NUMBER);
  private static final Param<Long> INDEX = Param.required("index", ParamTypes.LONG);

  /** The method of a node. */
  public EthGetTransactionByBlockNumberAndIndex(NodeServices node) {
    super(
        node,
        "eth_getTransactionByBlockNumberAndIndex",
        "A transaction of a block by its position.",
        Shape.object("transaction").orNull(),
        BLOCK,
        INDEX);
  }

  @Override
  public RpcResult call(RpcCall call) {
    long index = call.get(INDEX);
    return node.block(call.get(BLOCK))
        .filter(block -> index < block.transactionHashes().size())
        .map(
            block ->
                RpcResult.of(
                    out ->
                        ChainJson.transaction(
                            out, node.chain(), new MinedTransaction(block, (int) index))))
        .orElse(RpcResult.NULL);
  }
}
