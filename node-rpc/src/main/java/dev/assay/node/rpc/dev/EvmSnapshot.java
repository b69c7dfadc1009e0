package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Remembers this point: height, state, time, pool. */
public final class EvmSnapshot extends NodeMethod {
  /** The method of a node. */
  public EvmSnapshot(NodeServices node) {
    super(node, "evm_snapshot", "Remembers this point: height, state, time, pool.", Shape.QUANTITY);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_snapshot");
  }

  @Override
  public RpcResult call(RpcCall call) {
    return new RpcResult.Later(node.producer().snapshot().thenApply(RpcResult::quantity));
  }
}
