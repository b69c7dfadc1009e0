package dev.assay.host.call;

import dev.assay.host.BlockContext;
import dev.assay.host.CallTracer;
import dev.assay.host.ExecutionOptions;
import dev.assay.host.code.CodeCache;
import dev.assay.metering.GasSchedule;
import dev.assay.metering.MemoryPages;
import dev.assay.state.chain.Log;
import dev.assay.state.types.Address;
import dev.assay.state.types.UInt256;
import dev.assay.state.world.WorldState;

/**
 * What all frames of a transaction share.
 *
 * @param world the state, changed in place
 * @param block the block it runs in
 * @param schedule prices and rules
 * @param cache translated code
 * @param origin who signed
 * @param gasPrice wei per gas
 * @param pages memory pages, counted over all frames
 * @param guard who is running
 * @param options what the embedder attached
 * @param javaSlots what compiled code may take of this thread's stack, see {@link
 *     dev.assay.vm.runtime.ResourceLimits}
 */
public record TransactionContext(
    WorldState world,
    BlockContext block,
    GasSchedule schedule,
    CodeCache cache,
    Address origin,
    UInt256 gasPrice,
    MemoryPages pages,
    ReentrancyGuard guard,
    ExecutionOptions options,
    int javaSlots) {
  /** The context of a transaction that is about to begin. */
  public static TransactionContext of(
      WorldState world,
      BlockContext block,
      GasSchedule schedule,
      CodeCache cache,
      Address origin,
      UInt256 gasPrice,
      ExecutionOptions options,
      int javaSlots) {
    return new TransactionContext(
        world,
        block,
        schedule,
        cache,
        origin,
        gasPrice,
        new MemoryPages(schedule),
        new ReentrancyGuard(),
        options,
        javaSlots);
  }

  /** Adds a log entry of the running message. */
  public void log(Log entry) {
    world.log(entry);
    CallTracer tracer = options.tracer();
    if (tracer != null) {
      tracer.log(entry);
    }
  }
}
