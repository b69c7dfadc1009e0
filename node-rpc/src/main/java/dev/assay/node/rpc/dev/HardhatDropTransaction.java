package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;
import java.util.List;

/** Takes a transaction out of the pool. */
public final class HardhatDropTransaction extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);

  /** The method of a node. */
  public HardhatDropTransaction(NodeServices node) {
    super(
        node,
        "hardhat_dropTransaction",
        "Takes a transaction out of the pool.",
        Shape.any("hash or null"),
        HASH);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_dropTransaction");
  }

  @Override
  public RpcResult call(RpcCall call) {
    return node.pool()
        .drop(call.get(HASH))
        .map(dropped -> RpcResult.hash(dropped.hash()))
        .orElse(RpcResult.NULL);
  }
}
