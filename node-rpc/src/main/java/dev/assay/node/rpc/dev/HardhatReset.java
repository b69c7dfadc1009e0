package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.Json;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Begins again at the genesis block: no transactions, no snapshots, default settings. */
public final class HardhatReset extends NodeMethod {
  private static final Param<Json> FORK = Param.optional("options", ParamTypes.ANY, Json.Null.NULL);

  /** The method of a node. */
  public HardhatReset(NodeServices node) {
    super(
        node,
        "hardhat_reset",
        "Begins again at the genesis block: no transactions, no snapshots, default settings.",
        Shape.BOOLEAN,
        FORK);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_reset");
  }

  @Override
  public RpcResult call(RpcCall call) {
    Control.checkNoFork(call.get(FORK));
    return new RpcResult.Later(node.producer().reset().thenApply(_ -> RpcResult.bool(true)));
  }
}
