package dev.assay.node.rpc.eth;

import dev.assay.node.chain.MinedTransaction;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;

/** A transaction of a block by its position. */
public final class EthGetTransactionByBlockHashAndIndex extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);
  private static final Param<Long> INDEX = Param.required("index", ParamTypes.LONG);

  /** The method of a node. */
  public EthGetTransactionByBlockHashAndIndex(NodeServices node) {
    super(
        node,
        "eth_getTransactionByBlockHashAndIndex",
        "A transaction of a block by its position.",
        Shape.object("transaction").orNull(),
        HASH,
        INDEX);
  }

  @Override
  public RpcResult call(RpcCall call) {
    long index = call.get(INDEX);
    return node.chain()
        .block(call.get(HASH))
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
