package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Address;
import java.util.List;

/** Ends the impersonation of an account. */
public final class HardhatStopImpersonatingAccount extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);

  /** The method of a node. */
  public HardhatStopImpersonatingAccount(NodeServices node) {
    super(
        node,
        "hardhat_stopImpersonatingAccount",
        "Ends the impersonation of an account.",
        Shape.BOOLEAN,
        ADDRESS);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_stopImpersonatingAccount");
  }

  @Override
  public RpcResult call(RpcCall call) {
    node.wallet().impersonate(call.get(ADDRESS), false);
    return RpcResult.bool(true);
  }
}
