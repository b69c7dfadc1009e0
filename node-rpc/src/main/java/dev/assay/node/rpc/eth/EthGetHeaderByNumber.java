package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** The header of a block. */
public final class EthGetHeaderByNumber extends NodeMethod {
  private static final Param<BlockId> BLOCK = Param.required("block", ParamTypes.BLOCK_NUMBER);

  /** The method of a node. */
  public EthGetHeaderByNumber(NodeServices node) {
    super(
        node,
        "eth_getHeaderByNumber",
        "The header of a block.",
        Shape.object("header").orNull(),
        BLOCK);
  }

  @Override
  public List<String> aliases() {
    return List.of("erigon_getHeaderByNumber");
  }

  @Override
  public RpcResult call(RpcCall call) {
    return node.block(call.get(BLOCK))
        .map(block -> RpcResult.of(out -> ChainJson.header(out, block.header(), block.hash())))
        .orElse(RpcResult.NULL);
  }
}
