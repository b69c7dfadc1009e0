package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Returns to a snapshot; it and all later ones are used up. */
public final class EvmRevert extends NodeMethod {
  private static final Param<Long> ID = Param.required("snapshot", ParamTypes.LONG);

  /** The method of a node. */
  public EvmRevert(NodeServices node) {
    super(
        node,
        "evm_revert",
        "Returns to a snapshot; it and all later ones are used up.",
        Shape.BOOLEAN,
        ID);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_revert");
  }

  @Override
  public RpcResult call(RpcCall call) {
    return new RpcResult.Later(node.producer().revert(call.get(ID)).thenApply(RpcResult::bool));
  }
}
