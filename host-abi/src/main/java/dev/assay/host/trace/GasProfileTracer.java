package dev.assay.host.trace;

import dev.assay.host.CallTracer;
import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.metering.Ink;
import dev.assay.metering.profile.GasProfile;
import dev.assay.metering.profile.GasProfiler;
import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.Instance;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Builds the {@link GasProfile} of one transaction or call: by contract, function, host function
 * and instruction family. Its total is the gas used, to the last ink, whatever way the execution
 * ends.
 *
 * <p>Between two events of a frame the ink spent belongs to the function that was running. What a
 * message used beyond that (its start, a part of a gas that is billed whole) belongs to the
 * message; when a trap cut it short, to the function that trapped. What the transaction used beyond
 * its message (intrinsic gas, less refunds) belongs to the whole.
 */
public final class GasProfileTracer implements CallTracer {

  private final GasProfiler profiler;
  private final Deque<Frame> frames = new ArrayDeque<>();

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
    frames.push(new Frame(Ink.ofGas(message.gas())));
  }

  @Override
  public void exit(Message message, CallResult result) {
    Frame frame = frames.pop();
    long used = Ink.ofGas(message.gas() - result.gasLeft());
    profiler.spend(used - (profiler.spent() - frame.spentBefore));
    for (; frame.open > 0; frame.open--) {
      profiler.leave();
    }
    profiler.leave();
  }

  @Override
  public @Nullable ExecutionListener listener(Message message) {
    return frames.element();
  }

  /** Contracts import nothing but functions, so imports and functions share their indices. */
  private static String importedName(Instance instance, int function) {
    return instance.module().imports().get(function).name();
  }

  /** The events of one message's guest code. */
  private final class Frame implements ExecutionListener {
    private final long spentBefore = profiler.spent();
    private long lastInk;
    private long spentBeforeHostCall;
    private @Nullable Category running;
    private int open;

    Frame(long ink) {
      this.lastInk = ink;
    }

    @Override
    public void instruction(Instance instance, int function, int offset, Opcode opcode, long ink) {
      settle(ink);
      running = opcode.category();
    }

    @Override
    public void enter(Instance instance, int function, long ink) {
      settle(ink);
      open(GasProfile.Kind.FUNCTION, instance.module().functionName(function));
    }

    @Override
    public void leave(Instance instance, int function, long ink) {
      settle(ink);
      close();
    }

    @Override
    public void hostCall(Instance instance, int function, long ink) {
      settle(ink);
      open(GasProfile.Kind.HOST, importedName(instance, function));
      spentBeforeHostCall = profiler.spent();
    }

    @Override
    public void hostReturn(Instance instance, int function, long ink) {
      long inside = profiler.spent() - spentBeforeHostCall;
      profiler.spend(lastInk - ink - inside);
      lastInk = ink;
      close();
    }

    private void settle(long ink) {
      profiler.spend(lastInk - ink);
      if (running != null) {
        profiler.spend(running, lastInk - ink);
        running = null;
      }
      lastInk = ink;
    }

    private void open(GasProfile.Kind kind, String name) {
      profiler.enter(kind, name);
      open++;
    }

    private void close() {
      profiler.leave();
      open--;
    }
  }
}
