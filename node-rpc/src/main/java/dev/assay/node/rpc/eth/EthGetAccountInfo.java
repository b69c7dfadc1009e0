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
import dev.assay.state.types.Bytes;
import dev.assay.state.world.Account;
import dev.assay.state.world.StateView;

/** Balance, nonce and code of an account in one answer. */
public final class EthGetAccountInfo extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<BlockId> BLOCK =
      Param.optional("block", ParamTypes.BLOCK_ID, BlockId.Tag.LATEST);

  /** The method of a node. */
  public EthGetAccountInfo(NodeServices node) {
    super(
        node,
        "eth_getAccountInfo",
        "Balance, nonce and code of an account in one answer.",
        Shape.object("account"),
        ADDRESS,
        BLOCK);
  }

  @Override
  public RpcResult call(RpcCall call) {
    StateView state = node.state(call.get(BLOCK));
    Account account = state.account(call.get(ADDRESS)).orElse(Account.EMPTY);
    Bytes code = state.code(account.codeHash());
    return RpcResult.of(
        out ->
            out.beginObject()
                .name("balance")
                .quantity(account.balance())
                .name("nonce")
                .quantity(account.nonce())
                .name("code")
                .hex(code)
                .endObject());
  }
}
