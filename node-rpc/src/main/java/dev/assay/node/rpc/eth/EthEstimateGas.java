package dev.assay.node.rpc.eth;

import dev.assay.host.BlockContext;
import dev.assay.host.CallOutcome;
import dev.assay.host.CallRequest;
import dev.assay.host.Failure;
import dev.assay.node.chain.Simulator;
import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.Calls;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.node.rpc.StateOverrides.BlockOverrides;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.Account;
import dev.assay.state.world.StateView;

/** The least gas limit with which a transaction succeeds. */
public final class EthEstimateGas extends NodeMethod {
  private static final Param<BlockOverrides> BLOCK_OVERRIDES =
      Param.optional("blockOverrides", BlockOverrides.TYPE, BlockOverrides.NONE);

  /** The method of a node. */
  public EthEstimateGas(NodeServices node) {
    super(
        node,
        "eth_estimateGas",
        "The least gas limit with which a transaction succeeds.",
        Shape.QUANTITY,
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
    CallRequest asked =
        Calls.request(
            call.get(Calls.TRANSACTION),
            context,
            Math.min(node.limits().callGas(), context.gasLimit()));
    CallRequest request = Calls.withGas(asked, affordable(state, asked));
    return switch (node.simulator().estimate(state, context, request)) {
      case Simulator.Estimate.Enough(var gas) -> RpcResult.quantity(gas);
      case Simulator.Estimate.Fails(var outcome) -> throw failure(outcome, request.gas());
    };
  }

  /** The gas that the sender can pay at the price of the request. */
  private static long affordable(StateView state, CallRequest request) {
    if (request.gasPrice().isZero()) {
      return request.gas();
    }
    UInt256 balance = state.account(request.from()).orElse(Account.EMPTY).balance();
    if (balance.lessThan(request.value())) {
      throw new RpcException(RpcError.SERVER_ERROR, "insufficient funds for transfer");
    }
    UInt256 gas = balance.subtract(request.value()).divide(request.gasPrice());
    return Math.min(request.gas(), gas.toLongSaturated());
  }

  private static RpcException failure(CallOutcome outcome, long gas) {
    if (outcome instanceof CallOutcome.Failed failed && failed.failure() == Failure.OUT_OF_GAS) {
      return new RpcException(
          RpcError.SERVER_ERROR, "gas required exceeds allowance (" + gas + ")");
    }
    try {
      Calls.output(outcome);
      throw new IllegalStateException("a failed estimate of a call that succeeds");
    } catch (RpcException e) {
      return e;
    }
  }
}
