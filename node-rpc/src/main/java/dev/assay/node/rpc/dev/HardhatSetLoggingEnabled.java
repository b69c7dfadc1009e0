package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Turns the lines for the user on or off. */
public final class HardhatSetLoggingEnabled extends NodeMethod {
  private static final Param<Boolean> ENABLED = Param.required("enabled", ParamTypes.BOOLEAN);

  /** The method of a node. */
  public HardhatSetLoggingEnabled(NodeServices node) {
    super(
        node,
        "hardhat_setLoggingEnabled",
        "Turns the lines for the user on or off.",
        Shape.BOOLEAN,
        ENABLED);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_setLoggingEnabled");
  }

  @Override
  public RpcResult call(RpcCall call) {
    node.log().enable(call.get(ENABLED));
    return RpcResult.bool(true);
  }
}
