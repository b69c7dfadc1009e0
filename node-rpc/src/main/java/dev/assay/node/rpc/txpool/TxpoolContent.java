package dev.assay.node.rpc.txpool;

import dev.assay.node.chain.TxPool;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.PoolJson;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** The waiting transactions by sender and nonce. */
public final class TxpoolContent extends NodeMethod {
  /** The method of a node. */
  public TxpoolContent(NodeServices node) {
    super(
        node,
        "txpool_content",
        "The waiting transactions by sender and nonce.",
        Shape.object("content"));
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    TxPool.Content content = node.pool().content();
    return RpcResult.of(out -> PoolJson.content(out, content, ChainJson::pending));
  }
}
