package dev.assay.node.rpc.debug;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;

/** Code by its hash. */
public final class DebugCodeByHash extends NodeMethod {
  private static final Param<Hash> HASH = Param.required("hash", ParamTypes.HASH);

  /** The method of a node. */
  public DebugCodeByHash(NodeServices node) {
    super(node, "debug_codeByHash", "Code by its hash.", Shape.DATA.orNull(), HASH);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return node.chain().code(call.get(HASH)).map(RpcResult::data).orElse(RpcResult.NULL);
  }
}
