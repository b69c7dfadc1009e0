package dev.assay.node.chain;

import dev.assay.host.BlockContext;
import dev.assay.host.CallOutcome;
import dev.assay.host.CallRequest;
import dev.assay.host.Cancellation;
import dev.assay.host.ExecutionOptions;
import dev.assay.host.Failure;
import dev.assay.host.TransactionProcessor;
import dev.assay.state.world.StateDiff;
import dev.assay.state.world.StateView;
import dev.assay.state.world.WorldState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Executions that change nothing: calls and gas estimation, on the caller's thread, over an
 * immutable state, each with a time limit.
 */
public final class Simulator implements AutoCloseable {
  /** A search from nothing begins with what the cheapest transaction costs. */
  private static final long LEAST_STEP = 21_000;

  /** A brief call that takes longer is stopped, somewhat later. */
  private static final Duration BRIEF = Duration.ofMillis(2);

  private final TransactionProcessor processor;
  private final Deadlines deadlines;

  /** A simulator whose executions last at most {@code timeLimit} each. */
  public Simulator(TransactionProcessor processor, Duration timeLimit) {
    this.processor = processor;
    this.deadlines = new Deadlines(timeLimit);
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

  /**
   * Runs a call that is expected to take microseconds, on a thread that has no time; nothing if it
   * took milliseconds and was stopped.
   */
  public Optional<CallOutcome> brief(StateView state, BlockContext block, CallRequest request) {
    CallOutcome outcome =
        limited(
            end -> deadlines.begin(end, BRIEF),
            end -> processor.call(state, block, request, ExecutionOptions.NONE.with(end)));
    return isStopped(outcome) ? Optional.empty() : Optional.of(outcome);
  }

  /** What a call did. */
  public record Changes(CallOutcome outcome, StateDiff diff) {}

  /** Runs a call and tells what it would change. */
  public Changes changes(StateView state, BlockContext block, CallRequest request) {
    WorldState world = new WorldState(state);
    CallOutcome outcome =
        limited(end -> processor.apply(world, block, request, ExecutionOptions.NONE.with(end)));
    return new Changes(outcome, world.diff());
  }

  /** An execution was stopped at the time limit, so that there is no outcome. */
  public static final class TimedOut extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Tells an outcome from an execution that was stopped.
   *
   * @throws TimedOut if it was
   */
  static void requireFinished(CallOutcome outcome) {
    if (isStopped(outcome)) {
      throw new TimedOut();
    }
  }

  private static boolean isStopped(CallOutcome outcome) {
    return outcome instanceof CallOutcome.Failed failed && failed.failure() == Failure.CANCELLED;
  }

  /** Runs an execution that ends at the time limit if not before. */
  public <T> T limited(Function<Cancellation, T> execution) {
    return limited(deadlines::begin, execution);
  }

  private static <T> T limited(
      Function<Cancellation, Deadlines.Running> begin, Function<Cancellation, T> execution) {
    Cancellation cancellation = new Cancellation();
    try (Deadlines.Running _ = begin.apply(cancellation)) {
      return execution.apply(cancellation);
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
   * A gas limit with which a message succeeds and with one less fails, at most {@code
   * request.gas()}: for a message that does not look at its gas the least there is.
   *
   * <p>A first run tells what the message uses. Most succeed with exactly that and not with less,
   * so the third run is the last. Otherwise the limit is searched by halving, between a limit that
   * was seen to fail and one that was seen to succeed: upwards where gas is only forwarded or
   * looked at, downwards where the message spends what it is given.
   */
  public Estimate estimate(StateView state, BlockContext block, CallRequest request) {
    CallOutcome all = call(state, block, request);
    if (!(all instanceof CallOutcome.Success success)) {
      return new Estimate.Fails(all);
    }
    long used = Math.min(success.gasUsed() + success.gasRefunded(), request.gas());
    if (!succeeds(state, block, request, used)) {
      return new Estimate.Enough(search(state, block, request, used, request.gas()));
    }
    if (!succeeds(state, block, request, used - 1)) {
      return new Estimate.Enough(used);
    }
    return new Estimate.Enough(search(state, block, request, 0, used - 1));
  }

  /**
   * A succeeding limit in (fails, enough] whose predecessor fails. What is needed is rarely twice
   * what failed.
   */
  private long search(
      StateView state, BlockContext block, CallRequest request, long fails, long enough) {
    long low = fails;
    long high = enough;
    while (low + 1 < high) {
      long middle = low + Math.min((high - low) / 2, Math.max(low, LEAST_STEP));
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
    deadlines.close();
  }
}
