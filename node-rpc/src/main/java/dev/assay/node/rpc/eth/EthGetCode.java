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
import dev.assay.state.world.Account;
import dev.assay.state.world.StateView;

/** Code of an account. */
public final class EthGetCode extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<BlockId> BLOCK =
      Param.optional("block", ParamTypes.BLOCK_ID, BlockId.Tag.LATEST);

  /** The method of a node. */
  public EthGetCode(NodeServices node) {
    super(node, "eth_getCode", "Code of an account.", Shape.DATA, ADDRESS, BLOCK);
  }

  @Override
  public RpcResult call(RpcCall call) {
    StateView state = node.state(call.get(BLOCK));
    Account account = state.account(call.get(ADDRESS)).orElse(Account.EMPTY);
    return RpcResult.data(state.code(account.codeHash()));
  }
}
