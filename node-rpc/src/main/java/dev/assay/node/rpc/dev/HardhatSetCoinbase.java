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

/** Chooses who gets the tips. */
public final class HardhatSetCoinbase extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);

  /** The method of a node. */
  public HardhatSetCoinbase(NodeServices node) {
    super(node, "hardhat_setCoinbase", "Chooses who gets the tips.", Shape.BOOLEAN, ADDRESS);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_setCoinbase");
  }

  @Override
  public RpcResult call(RpcCall call) {
    return new RpcResult.Later(
        node.producer()
            .adjust(settings -> settings.withCoinbase(call.get(ADDRESS)))
            .thenApply(_ -> RpcResult.bool(true)));
  }
}
