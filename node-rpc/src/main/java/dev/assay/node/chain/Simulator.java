package dev.assay.node.chain;

import dev.assay.host.BlockContext;
import dev.assay.host.CallOutcome;
import dev.assay.host.CallRequest;
import dev.assay.host.Cancellation;
import dev.assay.host.ExecutionOptions;
import dev.assay.host.TransactionProcessor;
import dev.assay.state.world.StateView;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Executions that change nothing: calls and gas estimation, on the caller's thread, over an
 * immutable state, each with a time limit.
 */
public final class Simulator implements AutoCloseable {
  private final TransactionProcessor processor;
  private final Duration timeLimit;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("assay-timer").daemon().unstarted(task));

  /** A simulator whose executions last at most {@code timeLimit} each. */
  public Simulator(TransactionProcessor processor, Duration timeLimit) {
    this.processor = processor;
    this.timeLimit = timeLimit;
  }

  /** Executes transactions and calls. */
  public TransactionProcessor processor() {
    return processor;
  }

  /** Runs a call. */
  public CallOutcome call(StateView state, BlockContext block, CallRequest request) {
    return call(state, block, request, ExecutionOptions.NONE);
  }

  /** Runs a call with somebody watching. */
  public CallOutcome call(
      StateView state, BlockContext block, CallRequest request, ExecutionOptions options) {
    return limited(end -> processor.call(state, block, request, options.with(end)));
  }

  /** Runs an execution that ends at the time limit if not before. */
  <T> T limited(Function<Cancellation, T> execution) {
    Cancellation cancellation = new Cancellation();
    ScheduledFuture<?> end =
        timer.schedule(cancellation::cancel, timeLimit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return execution.apply(cancellation);
    } finally {
      end.cancel(false);
    }
  }

  /** The answer to an estimation. */
  public sealed interface Estimate {
    /** The least gas limit with which the message succeeds. */
    record Enough(long gas) implements Estimate {}

    /** It fails with all the gas there is, in this way. */
    record Fails(CallOutcome outcome) implements Estimate {}
  }

  /**
   * The least gas with which a message succeeds, at most {@code request.gas()}. A first run tells
   * what the message uses; a message that does not forward part of its gas succeeds with exactly
   * that, so the second run is the last. Otherwise the limit is searched by halving.
   */
  public Estimate estimate(StateView state, BlockContext block, CallRequest request) {
    CallOutcome all = call(state, block, request);
    if (!(all instanceof CallOutcome.Success success)) {
      return new Estimate.Fails(all);
    }
    long used = success.gasUsed() + success.gasRefunded();
    long least = Math.min(used, request.gas());
    if (succeeds(state, block, request, least)) {
      long below = success.gasUsed();
      return new Estimate.Enough(
          success.gasRefunded() == 0 ? least : search(state, block, request, below - 1, least));
    }
    return new Estimate.Enough(search(state, block, request, least, request.gas()));
  }

  /** The least succeeding limit in (fails, enough]; what is needed is rarely twice what failed. */
  private long search(
      StateView state, BlockContext block, CallRequest request, long fails, long enough) {
    long low = fails;
    long high = enough;
    while (low + 1 < high) {
      long middle = low + Math.min((high - low) / 2, low);
      if (succeeds(state, block, request, middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private boolean succeeds(StateView state, BlockContext block, CallRequest request, long gas) {
    return call(
            state,
            block,
            new CallRequest(
                request.from(),
                request.to(),
                gas,
                request.gasPrice(),
                request.value(),
                request.data(),
                request.accessList()))
        .succeeded();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
