package dev.assay.metering.profile;

import dev.assay.vm.debug.SourceLines;
import dev.assay.vm.isa.Category;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.module.Import;
import dev.assay.vm.module.WasmModule;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.Instance;
import java.util.function.Function;
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
  private final Function<WasmModule, SourceLines> debugInformation;
  private final long spentBefore;
  private long lastInk;
  private long spentBeforeHostCall;
  private @Nullable Category running;
  private int runningRange;
  private @Nullable WasmModule module;
  private SourceLines lines = SourceLines.NONE;
  private long[] inkByRange = {};
  private int open;

  /** A listener that knows the source lines which modules hold themselves. */
  public GuestProfiler(GasProfiler profiler, long ink) {
    this(profiler, ink, SourceLines::of);
  }

  /**
   * A listener for a run that is about to begin.
   *
   * @param ink what its tank holds
   * @param debugInformation finds the source lines of a module
   */
  public GuestProfiler(
      GasProfiler profiler, long ink, Function<WasmModule, SourceLines> debugInformation) {
    this.profiler = profiler;
    this.debugInformation = debugInformation;
    this.spentBefore = profiler.spent();
    this.lastInk = ink;
  }

  /** The run has ended, whichever way, and used so much ink in all. */
  public void end(long used) {
    profiler.spend(used - (profiler.spent() - spentBefore));
    bookLines();
    for (; open > 0; open--) {
      profiler.leave();
    }
  }

  @Override
  public void instruction(Instance instance, int function, int offset, Opcode opcode, long ink) {
    settle(ink);
    running = opcode.category();
    runningRange = lines.find(offset);
  }

  /** Looks for source lines when the run comes to another module. */
  @SuppressWarnings("ReferenceEquality") // comparing modules would compare all they hold
  private void in(Instance instance) {
    if (module != instance.module()) {
      bookLines();
      module = instance.module();
      lines = debugInformation.apply(instance.module());
      inkByRange = new long[lines.size()];
    }
  }

  private void bookLines() {
    for (int range = 0; range < inkByRange.length; range++) {
      String line = lines.shown(range);
      if (inkByRange[range] > 0 && !line.isEmpty()) {
        profiler.spend(line, inkByRange[range]);
      }
      inkByRange[range] = 0;
    }
  }

  @Override
  public void enter(Instance instance, int function, long ink) {
    settle(ink);
    in(instance);
    String where = lines.at(instance.module().body(function).start());
    String name = FunctionNames.shown(instance.module().functionName(function));
    profiler.enter(GasProfile.Kind.FUNCTION, name, where);
    open++;
  }

  @Override
  public void leave(Instance instance, int function, long ink) {
    settle(ink);
    close();
  }

  @Override
  public void hostCall(Instance instance, int function, long ink) {
    settle(ink);
    profiler.enter(GasProfile.Kind.HOST, importedName(instance, function));
    open++;
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
      if (runningRange >= 0) {
        inkByRange[runningRange] += lastInk - ink;
      }
      running = null;
    }
    lastInk = ink;
  }

  private void close() {
    profiler.leave();
    open--;
  }
}
