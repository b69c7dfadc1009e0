package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;
import java.util.List;

/** Sets the balance of an account. */
public final class HardhatSetBalance extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<UInt256> BALANCE = Param.required("balance", ParamTypes.QUANTITY);

  /** The method of a node. */
  public HardhatSetBalance(NodeServices node) {
    super(
        node,
        "hardhat_setBalance",
        "Sets the balance of an account.",
        Shape.BOOLEAN,
        ADDRESS,
        BALANCE);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_setBalance", "evm_setAccountBalance", "tenderly_setBalance");
  }

  @Override
  public RpcResult call(RpcCall call) {
    Address address = call.get(ADDRESS);
    UInt256 balance = call.get(BALANCE);
    return new RpcResult.Later(
        node.producer()
            .edit(world -> world.balance(address, balance))
            .thenApply(_ -> RpcResult.bool(true)));
  }
}
