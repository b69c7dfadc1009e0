package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Empties the pool. */
public final class AnvilDropAllTransactions extends NodeMethod {
  /** The method of a node. */
  public AnvilDropAllTransactions(NodeServices node) {
    super(node, "anvil_dropAllTransactions", "Empties the pool.", Shape.any("null"));
  }

  @Override
  public List<String> aliases() {
    return List.of("hardhat_dropAllTransactions");
  }

  @Override
  public RpcResult call(RpcCall call) {
    node.pool().clear();
    return RpcResult.NULL;
  }
}
