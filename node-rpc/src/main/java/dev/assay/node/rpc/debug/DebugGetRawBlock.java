package dev.assay.node.rpc.debug;

import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** The encoding of a block. */
public final class DebugGetRawBlock extends NodeMethod {
  private static final Param<BlockId> BLOCK = Param.required("block", ParamTypes.BLOCK_ID);

  /** The method of a node. */
  public DebugGetRawBlock(NodeServices node) {
    super(node, "debug_getRawBlock", "The encoding of a block.", Shape.DATA, BLOCK);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.data(node.existing(call.get(BLOCK)).block().encode());
  }
}
