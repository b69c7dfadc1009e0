package dev.assay.node.rpc.txpool;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** How many transactions wait. */
public final class TxpoolStatus extends NodeMethod {
  /** The method of a node. */
  public TxpoolStatus(NodeServices node) {
    super(node, "txpool_status", "How many transactions wait.", Shape.object("status"));
  }

  @Override
  public RpcResult call(RpcCall call) {
    int pending = node.pool().pendingCount();
    int queued = node.pool().queuedCount();
    return RpcResult.of(
        out ->
            out.beginObject()
                .name("pending")
                .quantity(pending)
                .name("queued")
                .quantity(queued)
                .endObject());
  }
}
