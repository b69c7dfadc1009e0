package dev.assay.node.rpc.debug;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Invalid blocks seen: a local chain sees none. */
public final class DebugGetBadBlocks extends NodeMethod {
  /** The method of a node. */
  public DebugGetBadBlocks(NodeServices node) {
    super(
        node,
        "debug_getBadBlocks",
        "Invalid blocks seen: a local chain sees none.",
        Shape.object("block").list());
  }

  @Override
  public RpcResult call(RpcCall call) {
    return RpcResult.array(List.of(), (_, _) -> {});
  }
}
