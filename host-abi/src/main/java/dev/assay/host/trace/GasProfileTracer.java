package dev.assay.host.trace;

import dev.assay.host.CallTracer;
import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.metering.Ink;
import dev.assay.metering.profile.GasProfile;
import dev.assay.metering.profile.GasProfiler;
import dev.assay.metering.profile.GuestProfiler;
import dev.assay.vm.runtime.ExecutionListener;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Builds the {@link GasProfile} of one transaction or call: by contract, function, host function
 * and instruction family. Its total is the gas used, to the last ink, whatever way the execution
 * ends.
 *
 * <p>{@link GuestProfiler} books what guest code spends. What a message used beyond that (its
 * start, a part of a gas that is billed whole) belongs to the message. What the transaction used
 * beyond its message (intrinsic gas, less refunds) belongs to the whole.
 */
public final class GasProfileTracer implements CallTracer {

  private final GasProfiler profiler;
  private final Deque<GuestProfiler> frames = new ArrayDeque<>();

  /** A tracer for one execution, named as the profile's whole. */
  public GasProfileTracer(String whole) {
    this.profiler = new GasProfiler(whole);
  }

  /** The finished profile of an execution that used this much gas, all included. */
  public GasProfile profile(long gasUsed) {
    profiler.spend(Ink.ofGas(gasUsed) - profiler.spent());
    return profiler.finish();
  }

  @Override
  public void enter(Message message) {
    String name = message.kind() + " " + message.codeAddress();
    profiler.enter(GasProfile.Kind.MESSAGE, name);
    frames.push(new GuestProfiler(profiler, Ink.ofGas(message.gas())));
  }

  @Override
  public void exit(Message message, CallResult result) {
    frames.pop().end(Ink.ofGas(message.gas() - result.gasLeft()));
    profiler.leave();
  }

  @Override
  public @Nullable ExecutionListener listener(Message message) {
    return frames.element();
  }
}
