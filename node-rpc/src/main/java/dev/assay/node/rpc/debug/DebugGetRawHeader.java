package dev.assay.node.rpc.debug;

import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** The encoding of a header. */
public final class DebugGetRawHeader extends NodeMethod {
  private static final Param<BlockId> BLOCK = Param.required("block", ParamTypes.BLOCK_ID);

  /** The method of a node. */
  public DebugGetRawHeader(NodeServices node) {
    super(node, "debug_getRawHeader", "The encoding of a header.", Shape.DATA, BLOCK);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.data(node.existing(call.get(BLOCK)).header().encode());
  }
}
