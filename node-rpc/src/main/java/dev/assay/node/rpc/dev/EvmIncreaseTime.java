package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Moves the chain's clock forward; answers the whole offset in seconds. */
public final class EvmIncreaseTime extends NodeMethod {
  private static final Param<Long> SECONDS = Param.required("seconds", ParamTypes.LONG);

  /** The method of a node. */
  public EvmIncreaseTime(NodeServices node) {
    super(
        node,
        "evm_increaseTime",
        "Moves the chain's clock forward; answers the whole offset in seconds.",
        Shape.any("seconds"),
        SECONDS);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_increaseTime");
  }

  @Override
  public RpcResult call(RpcCall call) {
    long seconds = call.get(SECONDS);
    return new RpcResult.Later(
        node.producer()
            .adjust(settings -> settings.withTimeOffset(settings.timeOffset() + seconds))
            .thenApply(
                _ -> {
                  long offset = node.producer().settings().timeOffset();
                  return RpcResult.of(out -> out.number(offset));
                }));
  }
}
