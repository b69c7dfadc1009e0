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

/** Adds to the balance of an account. */
public final class AnvilAddBalance extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<UInt256> BALANCE = Param.required("balance", ParamTypes.QUANTITY);

  /** The method of a node. */
  public AnvilAddBalance(NodeServices node) {
    super(
        node,
        "anvil_addBalance",
        "Adds to the balance of an account.",
        Shape.BOOLEAN,
        ADDRESS,
        BALANCE);
  }

  @Override
  public List<String> aliases() {
    return List.of("hardhat_addBalance");
  }

  @Override
  public RpcResult call(RpcCall call) {
    Address address = call.get(ADDRESS);
    UInt256 balance = call.get(BALANCE);
    return new RpcResult.Later(
        node.producer()
            .edit(world -> world.balance(address, world.balance(address).addExact(balance)))
            .thenApply(_ -> RpcResult.bool(true)));
  }
}
