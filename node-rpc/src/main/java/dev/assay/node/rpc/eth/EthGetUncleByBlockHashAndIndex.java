package dev.assay.node.rpc.eth;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;

/** An ommer of a block: there are none. */
public final class EthGetUncleByBlockHashAndIndex extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);
  private static final Param<Long> INDEX = Param.required("index", ParamTypes.LONG);

  /** The method of a node. */
  public EthGetUncleByBlockHashAndIndex(NodeServices node) {
    super(
        node,
        "eth_getUncleByBlockHashAndIndex",
        "An ommer of a block: there are none.",
        Shape.object("block").orNull(),
        HASH,
        INDEX);
  }

  @Override
  public RpcResult call(RpcCall call) {
    call.get(HASH);
    call.get(INDEX);
    return RpcResult.NULL;
  }
}
