package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;

/** Takes the newest blocks back. */
public final class AnvilRollback extends NodeMethod {
  private static final Param<Long> DEPTH = Param.optional("depth", ParamTypes.LONG, 1L);

  /** The method of a node. */
  public AnvilRollback(NodeServices node) {
    super(node, "anvil_rollback", "Takes the newest blocks back.", Shape.any("null"), DEPTH);
  }

  @Override
  public RpcResult call(RpcCall call) {
    long depth = call.get(DEPTH);
    if (depth < 0 || depth > node.chain().tip().number()) {
      throw new RpcException(
          RpcError.INVALID_PARAMS, "there are " + node.chain().tip().number() + " blocks to take");
    }
    return new RpcResult.Later(node.producer().rollback(depth).thenApply(_ -> RpcResult.NULL));
  }
}
