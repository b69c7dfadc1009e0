package dev.assay.node.rpc.dev;

import dev.assay.node.NodeConfig.Mining;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Whether mining is automatic. */
public final class HardhatGetAutomine extends NodeMethod {
  /** The method of a node. */
  public HardhatGetAutomine(NodeServices node) {
    super(node, "hardhat_getAutomine", "Whether mining is automatic.", Shape.BOOLEAN);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_getAutomine");
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.bool(node.producer().mining() instanceof Mining.Auto);
  }
}
