package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Accounts that the node signs for. */
public final class EthAccounts extends NodeMethod {
  /** The method of a node. */
  public EthAccounts(NodeServices node) {
    super(node, "eth_accounts", "Accounts that the node signs for.", Shape.ADDRESS.list());
  }

  @Override
  public List<String> aliases() {
    return List.of("eth_requestAccounts");
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.array(node.wallet().addresses(), JsonWriter::hex);
  }
}
