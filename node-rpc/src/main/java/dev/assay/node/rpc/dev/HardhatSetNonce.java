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

/** Sets the nonce of an account. */
public final class HardhatSetNonce extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<Long> NONCE = Param.required("nonce", ParamTypes.LONG);

  /** The method of a node. */
  public HardhatSetNonce(NodeServices node) {
    super(node, "hardhat_setNonce", "Sets the nonce of an account.", Shape.BOOLEAN, ADDRESS, NONCE);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_setNonce", "evm_setAccountNonce");
  }

  @Override
  public RpcResult call(RpcCall call) {
    Address address = call.get(ADDRESS);
    long nonce = call.get(NONCE);
    return new RpcResult.Later(
        node.producer()
            .edit(world -> world.nonce(address, nonce))
            .thenApply(_ -> RpcResult.bool(true)));
  }
}
