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
import dev.assay.state.chain.BlockHeader;

/** A block, with the hashes or the bodies of its transactions. */
public final class EthGetBlockByNumber extends NodeMethod {
  private static final Param<BlockId> BLOCK = Param.required("block", ParamTypes.BLOCK_NUMBER);
  private static final Param<Boolean> FULL = Param.optional("full", ParamTypes.BOOLEAN, false);

  /** The method of a node. */
  public EthGetBlockByNumber(NodeServices node) {
    super(
        node,
        "eth_getBlockByNumber",
        "A block, with the hashes or the bodies of its transactions.",
        Shape.object("block").orNull(),
        BLOCK,
        FULL);
  }

  @Override
  public RpcResult call(RpcCall call) {
    boolean full = call.get(FULL);
    if (call.get(BLOCK) == BlockId.Tag.PENDING) {
      BlockHeader draft = node.producer().draft();
      return RpcResult.of(out -> ChainJson.pendingBlock(out, draft));
    }
    return node.block(call.get(BLOCK))
        .map(block -> RpcResult.of(out -> ChainJson.block(out, node.chain(), block, full)))
        .orElse(RpcResult.NULL);
  }
}
