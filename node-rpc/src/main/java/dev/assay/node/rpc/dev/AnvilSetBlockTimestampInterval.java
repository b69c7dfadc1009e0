package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.OptionalLong;

/** Fixes the distance between timestamps. */
public final class AnvilSetBlockTimestampInterval extends NodeMethod {
  private static final Param<Long> SECONDS = Param.required("seconds", ParamTypes.LONG);

  /** The method of a node. */
  public AnvilSetBlockTimestampInterval(NodeServices node) {
    super(
        node,
        "anvil_setBlockTimestampInterval",
        "Fixes the distance between timestamps.",
        Shape.any("null"),
        SECONDS);
  }

  @Override
  public RpcResult call(RpcCall call) {
    long seconds = call.get(SECONDS);
    return new RpcResult.Later(
        node.producer()
            .adjust(settings -> settings.withTimestampInterval(OptionalLong.of(seconds)))
            .thenApply(_ -> RpcResult.NULL));
  }
}
