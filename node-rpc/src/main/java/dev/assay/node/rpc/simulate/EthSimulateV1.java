package dev.assay.node.rpc.simulate;

import dev.assay.node.chain.ChainBlock;
import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import java.util.List;

/** Executes blocks of calls that build on one another, and keeps nothing. */
public final class EthSimulateV1 extends NodeMethod {
  private static final Param<SimulationRequest> REQUEST =
      Param.required("simulation", SimulationRequest.TYPE);
  private static final Param<BlockId> BLOCK =
      Param.optional("block", ParamTypes.BLOCK_ID, BlockId.Tag.LATEST);

  /** The method of a node. */
  public EthSimulateV1(NodeServices node) {
    super(
        node,
        "eth_simulateV1",
        "Executes blocks of calls that build on one another, and keeps nothing. The state roots"
            + " are those of the newest state's future; over an older block they are zero.",
        Shape.object("simulated block").list(),
        REQUEST,
        BLOCK);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    SimulationRequest request = call.get(REQUEST);
    ChainBlock base =
        node.block(call.get(BLOCK))
            .orElseThrow(() -> new RpcException(RpcError.SERVER_ERROR, "header not found"));
    List<SimulatedBlock> blocks = Simulation.run(node, request, base, node.state(call.get(BLOCK)));
    return RpcResult.array(blocks, (out, block) -> block.write(out, request.fullTransactions()));
  }
}
