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

/** Nonce of an account; of the pending block with what the pool holds. */
public final class EthGetTransactionCount extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<BlockId> BLOCK =
      Param.optional("block", ParamTypes.BLOCK_ID, BlockId.Tag.LATEST);

  /** The method of a node. */
  public EthGetTransactionCount(NodeServices node) {
    super(
        node,
        "eth_getTransactionCount",
        "Nonce of an account; of the pending block with what the pool holds.",
        Shape.QUANTITY,
        ADDRESS,
        BLOCK);
  }

  @Override
  public RpcResult call(RpcCall call) {
    Address address = call.get(ADDRESS);
    BlockId block = call.get(BLOCK);
    long nonce = node.account(address, block).nonce();
    return RpcResult.quantity(
        block == BlockId.Tag.PENDING ? node.pool().nextNonce(address).orElse(nonce) : nonce);
  }
}
