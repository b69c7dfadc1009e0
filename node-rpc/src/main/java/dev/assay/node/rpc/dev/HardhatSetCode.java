package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import java.util.List;

/** Sets the code of an account. */
public final class HardhatSetCode extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<Bytes> CODE = Param.required("code", ParamTypes.DATA);

  /** The method of a node. */
  public HardhatSetCode(NodeServices node) {
    super(node, "hardhat_setCode", "Sets the code of an account.", Shape.BOOLEAN, ADDRESS, CODE);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_setCode", "evm_setAccountCode");
  }

  @Override
  public RpcResult call(RpcCall call) {
    Address address = call.get(ADDRESS);
    Bytes code = call.get(CODE);
    return new RpcResult.Later(
        node.producer()
            .edit(world -> world.code(address, code))
            .thenApply(_ -> RpcResult.bool(true)));
  }
}
