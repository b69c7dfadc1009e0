package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.OptionalLong;

/** Lets timestamps follow the clock again. */
public final class AnvilRemoveBlockTimestampInterval extends NodeMethod {
  /** The method of a node. */
  public AnvilRemoveBlockTimestampInterval(NodeServices node) {
    super(
        node,
        "anvil_removeBlockTimestampInterval",
        "Lets timestamps follow the clock again.",
        Shape.BOOLEAN);
  }

  @Override
  public RpcResult call(RpcCall call) {
    return new RpcResult.Later(
        node.producer()
            .adjust(settings -> settings.withTimestampInterval(OptionalLong.empty()))
            .thenApply(_ -> RpcResult.bool(true)));
  }
}
