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

/** Lets eth_sendTransaction send for an account without its key. */
public final class HardhatImpersonateAccount extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);

  /** The method of a node. */
  public HardhatImpersonateAccount(NodeServices node) {
    super(
        node,
        "hardhat_impersonateAccount",
        "Lets eth_sendTransaction send for an account without its key.",
        Shape.BOOLEAN,
        ADDRESS);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_impersonateAccount");
  }

  @Override
  public RpcResult call(RpcCall call) {
    node.wallet().impersonate(call.get(ADDRESS), true);
    return RpcResult.bool(true);
  }
}
