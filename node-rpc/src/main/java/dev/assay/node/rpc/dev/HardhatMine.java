package dev.assay.node.rpc.dev;

import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Mines blocks, that many seconds of chain time apart. */
public final class HardhatMine extends NodeMethod {
  private static final Param<Long> BLOCKS = Param.optional("blocks", ParamTypes.LONG, 1L);
  private static final Param<Long> INTERVAL = Param.optional("interval", ParamTypes.LONG, 0L);

  /** The method of a node. */
  public HardhatMine(NodeServices node) {
    super(
        node,
        "hardhat_mine",
        "Mines blocks, that many seconds of chain time apart.",
        Shape.BOOLEAN,
        BLOCKS,
        INTERVAL);
  }

  @Override
  public List<String> aliases() {
    return List.of("anvil_mine");
  }

  @Override
  public RpcResult call(RpcCall call) {
    return new RpcResult.Later(
        node.producer()
            .mine(Control.blocks(node, call.get(BLOCKS)), call.get(INTERVAL))
            .thenApply(_ -> RpcResult.bool(true)));
  }
}
