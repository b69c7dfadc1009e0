package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.UInt256;
import java.util.List;

/** Chooses the base fee of the next block. */
public final class HardhatSetNextBlockBaseFeePerGas extends NodeMethod {
  private static final Param<UInt256> FEE = Param.required("fee", ParamTypes.QUANTITY);

  /** The method of a node. */
  public HardhatSetNextBlockBaseFeePerGas(NodeServices node) {
    super(
        node,
        "hardhat_setNextBlockBaseFeePerGas",
        "Chooses the base fee of the next block.",
        Shape.BOOLEAN,
        FEE);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_setNextBlockBaseFeePerGas");
  }

  @Override
  public RpcResult call(RpcCall call) {
    return new RpcResult.Later(
        node.producer()
            .adjust(settings -> settings.withNextBaseFee(call.get(FEE)))
            .thenApply(_ -> RpcResult.bool(true)));
  }
}
