package dev.assay.node.rpc.eth;

import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.MinedTransaction;
import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.ChainJson;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** The receipts of a block. */
public final class EthGetBlockReceipts extends NodeMethod {
  private static final Param<BlockId> BLOCK = Param.required("block", ParamTypes.BLOCK_ID);

  /** The method of a node. */
  public EthGetBlockReceipts(NodeServices node) {
    super(
        node,
        "eth_getBlockReceipts",
        "The receipts of a block.",
        Shape.object("receipt").list().orNull(),
        BLOCK);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    return node.block(call.get(BLOCK))
        .map(block -> RpcResult.of(out -> write(out, block)))
        .orElse(RpcResult.NULL);
  }

  private void write(JsonWriter out, ChainBlock block) {
    out.beginArray();
    for (int i = 0; i < block.receipts().size(); i++) {
      ChainJson.receipt(out, node.chain(), new MinedTransaction(block, i));
    }
    out.endArray();
  }
}
