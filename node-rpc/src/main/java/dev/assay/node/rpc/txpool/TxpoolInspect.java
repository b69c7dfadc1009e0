package dev.assay.node.rpc.txpool;

import dev.assay.node.chain.TxPool;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.PoolJson;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** The waiting transactions in words, by sender and nonce. */
public final class TxpoolInspect extends NodeMethod {
  /** The method of a node. */
  public TxpoolInspect(NodeServices node) {
    super(
        node,
        "txpool_inspect",
        "The waiting transactions in words, by sender and nonce.",
        Shape.object("summary"));
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    TxPool.Content content = node.pool().content();
    return RpcResult.of(out -> PoolJson.content(out, content, PoolJson::summary));
  }
}
