package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;
import java.util.List;

/** The encoding of a transaction of the chain or the pool. */
public final class EthGetRawTransactionByHash extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);

  /** The method of a node. */
  public EthGetRawTransactionByHash(NodeServices node) {
    super(
        node,
        "eth_getRawTransactionByHash",
        "The encoding of a transaction of the chain or the pool.",
        Shape.DATA.orNull(),
        HASH);
  }

  @Override
  public List<String> aliases() {
    return List.of("debug_getRawTransaction");
  }

  @Override
  public RpcResult call(RpcCall call) {
    Hash hash = call.get(HASH);
    return node.transaction(hash)
        .map(transaction -> RpcResult.data(transaction.encode()))
        .orElse(RpcResult.NULL);
  }
}
