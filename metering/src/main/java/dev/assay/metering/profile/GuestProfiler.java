package dev.assay.metering.profile;

import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.Import;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Books what one instance spends: listens to its run and tells a {@link GasProfiler}.
 *
 * <p>Between two events the ink spent belongs to the function that was running; a host function
 * also answers for the messages it sent, less what those have booked themselves. What is left over
 * when the run ends belongs to whatever was open then: the function that trapped, or nobody in
 * particular.
 */
public final class GuestProfiler implements ExecutionListener {
  private final GasProfiler profiler;
  private final long spentBefore;
  private long lastInk;
  private long spentBeforeHostCall;
  private @Nullable Category running;
  private int open;

  /**
   * A listener for a run that is about to begin.
   *
   * @param ink what its tank holds
   */
  public GuestProfiler(GasProfiler profiler, long ink) {
    this.profiler = profiler;
    this.spentBefore = profiler.spent();
    this.lastInk = ink;
  }

  /** The run has ended, whichever way, and used so much ink in all. */
  public void end(long used) {
    profiler.spend(used - (profiler.spent() - spentBefore));
    for (; open > 0; open--) {
      profiler.leave();
    }
  }

  @Override
  public void instruction(Instance instance, int function, int offset, Opcode opcode, long ink) {
    settle(ink);
    running = opcode.category();
  }

  @Override
  public void enter(Instance instance, int function, long ink) {
    settle(ink);
    open(GasProfile.Kind.FUNCTION, FunctionNames.shown(instance.module().functionName(function)));
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

  private static String importedName(Instance instance, int function) {
    int left = function;
    for (Import each : instance.module().imports()) {
      if (each.type().kind() == ExternalKind.FUNCTION && left-- == 0) {
        return each.name();
      }
    }
    throw new IllegalArgumentException("function " + function + " is not imported");
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
