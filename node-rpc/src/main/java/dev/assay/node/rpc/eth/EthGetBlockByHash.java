package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;

/** A block, with the hashes or the bodies of its transactions. */
public final class EthGetBlockByHash extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);
  private static final Param<Boolean> FULL = Param.optional("full", ParamTypes.BOOLEAN, false);

  /** The method of a node. */
  public EthGetBlockByHash(NodeServices node) {
    super(
        node,
        "eth_getBlockByHash",
        "A block, with the hashes or the bodies of its transactions.",
        Shape.object("block").orNull(),
        HASH,
        FULL);
  }

  @Override
  public RpcResult call(RpcCall call) {
    boolean full = call.get(FULL);
    return node.chain()
        .block(call.get(HASH))
        .map(block -> RpcResult.of(out -> ChainJson.block(out, node.chain(), block, full)))
        .orElse(RpcResult.NULL);
  }
}
