package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Sets the chain's clock; answers the seconds between it and the old one. */
public final class EvmSetTime extends NodeMethod {
  private static final Param<Long> SECONDS = Param.required("timestamp", ParamTypes.LONG);

  /** The method of a node. */
  public EvmSetTime(NodeServices node) {
    super(
        node,
        "evm_setTime",
        "Sets the chain's clock; answers the seconds between it and the old one.",
        Shape.any("seconds"),
        SECONDS);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_setTime");
  }

  @Override
  public RpcResult call(RpcCall call) {
    long given = call.get(SECONDS);
    long wanted = given > Control.MILLISECONDS_FROM ? given / 1000 : given;
    Control.checkTimestamp(node, wanted);
    long moved = wanted - node.producer().now();
    return new RpcResult.Later(
        node.producer()
            .adjust(settings -> settings.withTimeOffset(settings.timeOffset() + moved))
            .thenApply(_ -> RpcResult.of(out -> out.number(moved))));
  }
}
