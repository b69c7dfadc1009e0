package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** An ommer of a block: there are none. */
public final class EthGetUncleByBlockNumberAndIndex extends NodeMethod {
  private static final Param<BlockId> BLOCK = Param.required("block", ParamTypes.BLOCK_NUMBER);
  private static final Param<Long> INDEX = Param.required("index", ParamTypes.LONG);

  /** The method of a node. */
  public EthGetUncleByBlockNumberAndIndex(NodeServices node) {
    super(
        node,
        "eth_getUncleByBlockNumberAndIndex",
        "An ommer of a block: there are none.",
        Shape.object("block").orNull(),
        BLOCK,
        INDEX);
  }

  @Override
  public RpcResult call(RpcCall call) {
    call.get(BLOCK);
    call.get(INDEX);
    return RpcResult.NULL;
  }
}
