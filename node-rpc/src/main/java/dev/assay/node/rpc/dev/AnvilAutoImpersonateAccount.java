package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Lets eth_sendTransaction send for every account without its key. */
public final class AnvilAutoImpersonateAccount extends NodeMethod {
  private static final Param<Boolean> ON = Param.required("on", ParamTypes.BOOLEAN);

  /** The method of a node. */
  public AnvilAutoImpersonateAccount(NodeServices node) {
    super(
        node,
        "anvil_autoImpersonateAccount",
        "Lets eth_sendTransaction send for every account without its key.",
        Shape.any("null"),
        ON);
  }

  @Override
  public List<String> aliases() {
    return List.of("hardhat_autoImpersonateAccount");
  }

  @Override
  public RpcResult call(RpcCall call) {
    node.wallet().impersonateAll(call.get(ON));
    return RpcResult.NULL;
  }
}
