package dev.assay.node.rpc.dev;

import dev.assay.node.NodeConfig.Mining;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Switches automatic mining on or off. */
public final class EvmSetAutomine extends NodeMethod {
  private static final Param<Boolean> ON = Param.required("on", ParamTypes.BOOLEAN);

  /** The method of a node. */
  public EvmSetAutomine(NodeServices node) {
    super(node, "evm_setAutomine", "Switches automatic mining on or off.", Shape.BOOLEAN, ON);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_setAutomine");
  }

  @Override
  public RpcResult call(RpcCall call) {
    node.producer().mining(call.get(ON) ? new Mining.Auto() : new Mining.Manual());
    return RpcResult.bool(true);
  }
}
