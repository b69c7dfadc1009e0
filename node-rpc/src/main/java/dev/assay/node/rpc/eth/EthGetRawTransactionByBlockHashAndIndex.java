package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;

/** The encoding of a transaction of a block. */
public final class EthGetRawTransactionByBlockHashAndIndex extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);
  private static final Param<Long> INDEX = Param.required("index", ParamTypes.LONG);

  /** The method of a node. */
  public EthGetRawTransactionByBlockHashAndIndex(NodeServices node) {
    super(
        node,
        "eth_getRawTransactionByBlockHashAndIndex",
        "The encoding of a transaction of a block.",
        Shape.DATA.orNull(),
        HASH,
        INDEX);
  }

  @Override
  public RpcResult call(RpcCall call) {
    long index = call.get(INDEX);
    return node.chain()
        .block(call.get(HASH))
        .filter(block -> index < block.transactionHashes().size())
        .map(block -> RpcResult.data(block.block().transactions().get((int) index).encode()))
        .orElse(RpcResult.NULL);
  }
}
