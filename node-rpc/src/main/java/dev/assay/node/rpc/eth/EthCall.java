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
import dev.assay.node.rpc.StateOverrides;
import dev.assay.node.rpc.StateOverrides.BlockOverrides;
import dev.assay.state.world.StateView;
import java.util.Optional;

/** Runs a call without a transaction and answers what it returned. */
public final class EthCall extends NodeMethod {
  private static final Param<BlockOverrides> BLOCK_OVERRIDES =
      Param.optional("blockOverrides", BlockOverrides.TYPE, BlockOverrides.NONE);

  private final BriefCalls briefCalls = new BriefCalls();

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
    return RpcResult.data(Calls.output(timed(request(call), node.simulator()::call)));
  }

  @Override
  public Optional<RpcResult> answerAtOnce(RpcCall call) {
    if (!isOfHead(call)) {
      return Optional.empty();
    }
    Request request = request(call);
    if (!briefCalls.expects(request.message())) {
      return Optional.empty();
    }
    return timed(request, node.simulator()::brief)
        .map(outcome -> RpcResult.data(Calls.output(outcome)));
  }

  /** Whether nothing has to be looked up or made for the call that is not at hand. */
  private static boolean isOfHead(RpcCall call) {
    return call.get(Calls.BLOCK) instanceof BlockId.Tag tag
        && tag != BlockId.Tag.EARLIEST
        && call.get(Calls.OVERRIDES).equals(StateOverrides.NONE)
        && call.get(BLOCK_OVERRIDES).equals(BlockOverrides.NONE);
  }

  /** What is to be run over what. */
  private record Request(StateView state, BlockContext block, CallRequest message) {}

  private Request request(RpcCall call) {
    BlockId block = call.get(Calls.BLOCK);
    BlockContext context = call.get(BLOCK_OVERRIDES).over(node.context(block));
    return new Request(
        call.get(Calls.OVERRIDES).over(node.state(block)),
        context,
        Calls.request(call.get(Calls.TRANSACTION), context, node.limits().callGas()));
  }

  private interface Execution<T> {
    T run(StateView state, BlockContext block, CallRequest message);
  }

  private <T> T timed(Request request, Execution<T> execution) {
    long begin = System.nanoTime();
    T result = execution.run(request.state(), request.block(), request.message());
    briefCalls.took(request.message(), System.nanoTime() - begin);
    return result;
  }
}
