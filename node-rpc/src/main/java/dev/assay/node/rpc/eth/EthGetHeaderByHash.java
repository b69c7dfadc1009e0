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

/** The header of a block. */
public final class EthGetHeaderByHash extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);

  /** The method of a node. */
  public EthGetHeaderByHash(NodeServices node) {
    super(
        node,
        "eth_getHeaderByHash",
        "The header of a block.",
        Shape.object("header").orNull(),
        HASH);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return node.chain()
        .block(call.get(HASH))
        .map(block -> RpcResult.of(out -> ChainJson.header(out, block.header(), block.hash())))
        .orElse(RpcResult.NULL);
  }
}
