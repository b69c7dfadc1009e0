package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;
import dev.assay.state.types.UInt256;
import java.util.List;

/** Sets a word of an account's storage. */
public final class HardhatSetStorageAt extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<Hash> SLOT = Param.required("slot", ParamTypes.SLOT);
  private static final Param<Hash> WORD = Param.required("word", ParamTypes.SLOT);

  /** The method of a node. */
  public HardhatSetStorageAt(NodeServices node) {
    super(
        node,
        "hardhat_setStorageAt",
        "Sets a word of an account's storage.",
        Shape.BOOLEAN,
        ADDRESS,
        SLOT,
        WORD);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_setStorageAt", "evm_setAccountStorageAt");
  }

  @Override
  public RpcResult call(RpcCall call) {
    Address address = call.get(ADDRESS);
    UInt256 slot = call.get(SLOT).toUInt256();
    UInt256 word = call.get(WORD).toUInt256();
    return new RpcResult.Later(
        node.producer()
            .edit(world -> world.storage(address, slot, word))
            .thenApply(_ -> RpcResult.bool(true)));
  }
}
