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

/** Balance of an account in wei. */
public final class EthGetBalance extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<BlockId> BLOCK =
      Param.optional("block", ParamTypes.BLOCK_ID, BlockId.Tag.LATEST);

  /** The method of a node. */
  public EthGetBalance(NodeServices node) {
    super(node, "eth_getBalance", "Balance of an account in wei.", Shape.QUANTITY, ADDRESS, BLOCK);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.quantity(node.account(call.get(ADDRESS), call.get(BLOCK)).balance());
  }
}
