package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Chooses the timestamp of the next block; later ones follow from there. */
public final class EvmSetNextBlockTimestamp extends NodeMethod {
  private static final Param<Long> SECONDS = Param.required("timestamp", ParamTypes.LONG);

  /** The method of a node. */
  public EvmSetNextBlockTimestamp(NodeServices node) {
    super(
        node,
        "evm_setNextBlockTimestamp",
        "Chooses the timestamp of the next block; later ones follow from there.",
        Shape.any("timestamp"),
        SECONDS);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_setNextBlockTimestamp");
  }

  @Override
  public RpcResult call(RpcCall call) {
    long seconds = call.get(SECONDS);
    Control.checkTimestamp(node, seconds);
    return new RpcResult.Later(
        node.producer()
            .adjust(settings -> settings.withNextTimestamp(seconds))
            .thenApply(_ -> RpcResult.string(Long.toString(seconds))));
  }
}
