package dev.assay.node.rpc.simulate;

import dev.assay.node.rpc.RpcError;
import dev.assay.node.rpc.RpcException;
import dev.assay.node.rpc.simulate.SimulationRequest.BlockOfCalls;
import dev.assay.state.chain.BlockHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * A block to simulate, with its place in the chain.
 *
 * @param number its height
 * @param timestamp its time
 * @param content what was asked of it
 */
record Plan(long number, long timestamp, BlockOfCalls content) {
  /** Blocks of one simulation, the empty ones between included. */
  static final int MOST_BLOCKS = 256;

  /** Seconds from a block to the next, unless the request says. */
  private static final long BLOCK_TIME = 12;

  /** The blocks after {@code base}, numbered without a gap. */
  static List<Plan> after(BlockHeader base, List<BlockOfCalls> asked) {
    if (asked.isEmpty()) {
      throw new RpcException(RpcError.INVALID_PARAMS, "empty input");
    }
    if (asked.size() > MOST_BLOCKS) {
      throw new RpcException(RpcError.SIMULATION_LIMIT, "too many blocks");
    }
    List<Plan> plans = new ArrayList<>();
    long number = base.number();
    long time = base.timestamp();
    for (BlockOfCalls block : asked) {
      long wanted = block.header().number().orElse(number + 1);
      if (wanted <= number) {
        throw new RpcException(
            RpcError.BLOCK_NUMBERS_UNORDERED,
            "block numbers must be in order: " + wanted + " <= " + number);
      }
      if (wanted - base.number() > MOST_BLOCKS) {
        throw new RpcException(RpcError.SIMULATION_LIMIT, "too many blocks");
      }
      for (number++; number < wanted; number++) {
        time += BLOCK_TIME;
        plans.add(new Plan(number, time, BlockOfCalls.EMPTY));
      }
      time = time(block, time);
      plans.add(new Plan(number, time, block));
    }
    return plans;
  }

  private static long time(BlockOfCalls block, long before) {
    long time = block.header().time().orElse(before + BLOCK_TIME);
    if (time <= before) {
      throw new RpcException(
          RpcError.BLOCK_TIMES_UNORDERED,
          "block timestamps must be in order: " + time + " <= " + before);
    }
    return time;
  }
}
