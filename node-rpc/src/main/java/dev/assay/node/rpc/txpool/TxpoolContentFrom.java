package dev.assay.node.rpc.txpool;

import dev.assay.node.chain.TxPool;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.PoolJson;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Address;
import java.util.List;

/** The waiting transactions of one sender by nonce. */
public final class TxpoolContentFrom extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);

  /** The method of a node. */
  public TxpoolContentFrom(NodeServices node) {
    super(
        node,
        "txpool_contentFrom",
        "The waiting transactions of one sender by nonce.",
        Shape.object("content"),
        ADDRESS);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    Address sender = call.get(ADDRESS);
    TxPool.Content content = node.pool().content();
    return RpcResult.of(
        out -> {
          out.beginObject().name("pending");
          PoolJson.byNonce(
              out, content.pending().getOrDefault(sender, List.of()), ChainJson::pending);
          out.name("queued");
          PoolJson.byNonce(
              out, content.queued().getOrDefault(sender, List.of()), ChainJson::pending);
          out.endObject();
        });
  }
}
