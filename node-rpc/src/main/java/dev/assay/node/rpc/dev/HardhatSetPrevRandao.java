package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.Hash;
import java.util.List;

/** Chooses the randomness of the next block. */
public final class HardhatSetPrevRandao extends NodeMethod {
  private static final Param<Hash> RANDAO = Param.required("randao", ParamTypes.SLOT);

  /** The method of a node. */
  public HardhatSetPrevRandao(NodeServices node) {
    super(
        node,
        "hardhat_setPrevRandao",
        "Chooses the randomness of the next block.",
        Shape.BOOLEAN,
        RANDAO);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_setPrevRandao");
  }

  @Override
  public RpcResult call(RpcCall call) {
    return new RpcResult.Later(
        node.producer()
            .adjust(settings -> settings.withNextRandao(call.get(RANDAO)))
            .thenApply(_ -> RpcResult.bool(true)));
  }
}
