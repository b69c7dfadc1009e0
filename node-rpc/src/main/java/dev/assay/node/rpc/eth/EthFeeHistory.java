package dev.assay.node.rpc.eth;

import dev.assay.node.chain.ChainBlock;
import dev.assay.node.chain.FeeMarket;
import dev.assay.node.chain.FeeOracle;
import dev.assay.node.rpc.BlockId;
import dev.assay.node.rpc.JsonWriter;
import dev.assay.node.rpc.NodeMethod;
import dev.assay.node.rpc.NodeServices;
import dev.assay.node.rpc.Param;
import dev.assay.node.rpc.ParamTypes;
import dev.assay.node.rpc.RpcCall;
import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.RpcResult;
import dev.assay.node.rpc.Shape;
import dev.assay.state.types.UInt256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Base fees, fullness and tips of recent blocks. */
public final class EthFeeHistory extends NodeMethod {
  private static final Param<Long> COUNT = Param.required("blocks", ParamTypes.LONG);
  private static final Param<BlockId> NEWEST = Param.required("newest", ParamTypes.BLOCK_NUMBER);
  private static final Param<List<Double>> PERCENTILES =
      Param.optional("percentiles", ParamTypes.PERCENTILES, List.of());

  /** The method of a node. */
  public EthFeeHistory(NodeServices node) {
    super(
        node,
        "eth_feeHistory",
        "Base fees, fullness and tips of recent blocks.",
        Shape.object("fee history"),
        COUNT,
        NEWEST,
        PERCENTILES);
  }

  @Override
  public Cost cost() {
    return Cost.WORK;
  }

  @Override
  public RpcResult call(RpcCall call) {
    List<Double> percentiles = percentiles(call);
    ChainBlock newest = node.existing(call.get(NEWEST));
    long count =
        Math.min(Math.min(call.get(COUNT), node.limits().feeHistoryBlocks()), newest.number() + 1);
    if (count < 1) {
      return RpcResult.of(
          out ->
              out.beginObject()
                  .name("oldestBlock")
                  .quantity(0)
                  .name("gasUsedRatio")
                  .beginArray()
                  .endArray()
                  .endObject());
    }
    List<ChainBlock> blocks = new ArrayList<>();
    for (long number = newest.number() - count + 1; number <= newest.number(); number++) {
      node.chain().block(number).ifPresent(blocks::add);
    }
    return RpcResult.of(out -> write(out, blocks, percentiles));
  }

  private List<Double> percentiles(RpcCall call) {
    List<Double> percentiles = call.get(PERCENTILES);
    if (percentiles.size() > node.limits().feeHistoryPercentiles()) {
      throw new RpcException(
          RpcError.INVALID_PARAMS,
          "over the query limit " + node.limits().feeHistoryPercentiles() + ": percentiles");
    }
    double last = 0;
    for (double percentile : percentiles) {
      if (percentile < last || percentile > 100) {
        throw new RpcException(RpcError.INVALID_PARAMS, "invalid reward percentile: " + percentile);
      }
      last = percentile;
    }
    return percentiles;
  }

  private static void write(JsonWriter out, List<ChainBlock> blocks, List<Double> percentiles) {
    out.beginObject().name("oldestBlock").quantity(blocks.getFirst().number());
    out.name("baseFeePerGas").beginArray();
    blocks.forEach(block -> out.quantity(block.header().baseFeePerGas()));
    out.quantity(FeeMarket.nextBaseFee(blocks.getLast().header())).endArray();
    out.name("gasUsedRatio").beginArray();
    blocks.forEach(
        block -> out.number((double) block.header().gasUsed() / block.header().gasLimit()));
    out.endArray();
    out.name("baseFeePerBlobGas").beginArray();
    blocks.forEach(_ -> out.quantity(1));
    out.quantity(1).endArray();
    out.name("blobGasUsedRatio").beginArray();
    blocks.forEach(_ -> out.number(0));
    out.endArray();
    if (!percentiles.isEmpty()) {
      out.name("reward").beginArray();
      blocks.forEach(block -> rewards(out, block, percentiles));
      out.endArray();
    }
    out.endObject();
  }

  /** The tips at those percentiles of the block's gas. */
  private static void rewards(JsonWriter out, ChainBlock block, List<Double> percentiles) {
    List<UInt256> tips = FeeOracle.tips(block);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < tips.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(tips::get));
    out.beginArray();
    int at = 0;
    long gas = order.isEmpty() ? 0 : block.gasUsed(order.getFirst());
    for (double percentile : percentiles) {
      while (at < order.size() - 1 && gas < block.header().gasUsed() * percentile / 100) {
        at++;
        gas += block.gasUsed(order.get(at));
      }
      out.quantity(order.isEmpty() ? UInt256.ZERO : tips.get(order.get(at)));
    }
    out.endArray();
  }
}
