package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Sets the gas limit of blocks from the next one on. */
public final class EvmSetBlockGasLimit extends NodeMethod {
  private static final Param<Long> GAS = Param.required("gas", ParamTypes.LONG);

  /** The method of a node. */
  public EvmSetBlockGasLimit(NodeServices node) {
    super(
        node,
        "evm_setBlockGasLimit",
        "Sets the gas limit of blocks from the next one on.",
        Shape.BOOLEAN,
        GAS);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_setBlockGasLimit");
  }

  @Override
  public RpcResult call(RpcCall call) {
    long gas = call.get(GAS);
    return new RpcResult.Later(
        node.producer()
            .adjust(settings -> settings.withGasLimit(gas))
            .thenApply(_ -> RpcResult.bool(true)));
  }
}
