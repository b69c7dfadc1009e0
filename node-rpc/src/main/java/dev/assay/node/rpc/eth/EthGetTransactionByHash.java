package dev.assay.node.rpc.eth;

import dev.assay.node.chain.MinedTransaction;
import dev.assay.node.chain.PooledTransaction;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;

/** A transaction of the chain or the pool. */
public final class EthGetTransactionByHash extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);

  /** The method of a node. */
  public EthGetTransactionByHash(NodeServices node) {
    super(
        node,
        "eth_getTransactionByHash",
        "A transaction of the chain or the pool.",
        Shape.object("transaction").orNull(),
        HASH);
  }

  @Override
  public RpcResult call(RpcCall call) {
    Hash hash = call.get(HASH);
    return node.chain()
        .transaction(hash)
        .map(this::mined)
        .or(() -> node.pool().find(hash).map(EthGetTransactionByHash::pending))
        .orElse(RpcResult.NULL);
  }

  private RpcResult mined(MinedTransaction mined) {
    return RpcResult.of(out -> ChainJson.transaction(out, node.chain(), mined));
  }

  private static RpcResult pending(PooledTransaction pooled) {
    return RpcResult.of(out -> ChainJson.pending(out, pooled));
  }
}
