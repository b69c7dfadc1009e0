package dev.assay.node.rpc.debug;

import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** The encodings of the receipts of a block. */
public final class DebugGetRawReceipts extends NodeMethod {
  private static final Param<BlockId> BLOCK = Param.required("block", ParamTypes.BLOCK_ID);

  /** The method of a node. */
  public DebugGetRawReceipts(NodeServices node) {
    super(
        node,
        "debug_getRawReceipts",
        "The encodings of the receipts of a block.",
        Shape.DATA.list(),
        BLOCK);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.array(
        node.existing(call.get(BLOCK)).receipts(), (out, receipt) -> out.hex(receipt.encode()));
  }
}
