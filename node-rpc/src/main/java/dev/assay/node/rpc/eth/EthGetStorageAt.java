package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Address;
import dev.assay.state.types.Hash;

/** A word of an account's storage. */
public final class EthGetStorageAt extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<Hash> SLOT = Param.required("slot", ParamTypes.SLOT);
  private static final Param<BlockId> BLOCK =
      Param.optional("block", ParamTypes.BLOCK_ID, BlockId.Tag.LATEST);

  /** The method of a node. */
  public EthGetStorageAt(NodeServices node) {
    super(
        node,
        "eth_getStorageAt",
        "A word of an account's storage.",
        Shape.HASH,
        ADDRESS,
        SLOT,
        BLOCK);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.hash(
        node.state(call.get(BLOCK))
            .storage(call.get(ADDRESS), call.get(SLOT).toUInt256())
            .toHash());
  }
}
