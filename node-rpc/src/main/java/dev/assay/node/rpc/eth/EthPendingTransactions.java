package dev.assay.node.rpc.eth;

import dev.assay.node.chain.PooledTransaction;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.Collection;
import java.util.List;

/** The transactions that wait for the next block. */
public final class EthPendingTransactions extends NodeMethod {
  /** The method of a node. */
  public EthPendingTransactions(NodeServices node) {
    super(
        node,
        "eth_pendingTransactions",
        "The transactions that wait for the next block.",
        Shape.object("transaction").list());
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    List<PooledTransaction> pending =
        node.pool().content().pending().values().stream().flatMap(Collection::stream).toList();
    return RpcResult.array(pending, ChainJson::pending);
  }
}
