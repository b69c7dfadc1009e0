package dev.assay.node.rpc.eth;

import dev.assay.host.BlockContext;
import dev.assay.host.CallRequest;
import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.Calls;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.StateOverrides.BlockOverrides;
import dev.assay.state.world.StateView;

/** Runs a call without a transaction and answers what it returned. */
public final class EthCall extends NodeMethod {
  private static final Param<BlockOverrides> BLOCK_OVERRIDES =
      Param.optional("blockOverrides", BlockOverrides.TYPE, BlockOverrides.NONE);

  /** The method of a node. */
  public EthCall(NodeServices node) {
    super(
        node,
        "eth_call",
        "Runs a call without a transaction and answers what it returned.",
        Shape.DATA,
        Calls.TRANSACTION,
        Calls.BLOCK,
        Calls.OVERRIDES,
        BLOCK_OVERRIDES);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    BlockId block = call.get(Calls.BLOCK);
    StateView state = call.get(Calls.OVERRIDES).over(node.state(block));
    BlockContext context = call.get(BLOCK_OVERRIDES).over(node.context(block));
    CallRequest request =
        Calls.request(call.get(Calls.TRANSACTION), context, node.limits().callGas());
    return RpcResult.data(Calls.output(node.simulator().call(state, context, request)));
  }
}
