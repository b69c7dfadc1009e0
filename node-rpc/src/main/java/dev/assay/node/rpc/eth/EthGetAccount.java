package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Address;
import dev.assay.state.world.Account;

/** An account as the state trie holds it. */
public final class EthGetAccount extends NodeMethod {
  private static final Param<Address> ADDRESS = Param.required("address", ParamTypes.ADDRESS);
  private static final Param<BlockId> BLOCK =
      Param.optional("block", ParamTypes.BLOCK_ID, BlockId.Tag.LATEST);

  /** The method of a node. */
  public EthGetAccount(NodeServices node) {
    super(
        node,
        "eth_getAccount",
        "An account as the state trie holds it.",
        Shape.object("account").orNull(),
        ADDRESS,
        BLOCK);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return node.state(call.get(BLOCK))
        .account(call.get(ADDRESS))
        .map(account -> RpcResult.of(out -> write(out, account)))
        .orElse(RpcResult.NULL);
  }

  private static void write(JsonWriter out, Account account) {
    out.beginObject().name("codeHash").hex(account.codeHash());
    out.name("storageRoot").hex(account.storageRoot());
    out.name("balance").quantity(account.balance());
    out.name("nonce").quantity(account.nonce()).endObject();
  }
}
