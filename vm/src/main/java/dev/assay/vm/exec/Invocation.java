package dev.assay.vm.exec;

import dev.assay.vm.code.Translation;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.FunctionReference;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.RegisterStack;
import dev.assay.vm.runtime.Store;
import java.util.Arrays;
import java.util.List;

/** The ways into the loop from outside it: from the embedder, and from another instance. */
final class Invocation {
  private Invocation() {}

  /** See {@link Interpreter#invoke}. */
  static long[] invoke(Instance caller, FunctionReference function, long[] arguments) {
    FunctionType type = function.type();
    if (arguments.length != type.parameterSlots()) {
      throw new IllegalArgumentException(
          arguments.length + " argument slots for a function of type " + type);
    }
    int size = Math.max(type.parameterSlots(), type.resultSlots());
    long[] frame = Arrays.copyOf(arguments, size);
    HostFunction host = function.host();
    if (host != null) {
      host.call(caller, frame, 0);
    } else {
      enter(function, frame, 0);
    }
    return results(type, frame);
  }

  /** Low halves are extended, so that equal results are equal slots. */
  private static long[] results(FunctionType type, long[] frame) {
    long[] results = Arrays.copyOf(frame, type.resultSlots());
    int slot = 0;
    for (ValueType each : type.results()) {
      if (each == NumberType.I32 || each == NumberType.F32) {
        results[slot] = (int) results[slot];
      }
      slot += each.slots();
    }
    return results;
  }

  /**
   * Runs a function of an instance above whatever the store's stack holds already.
   *
   * @param frame arguments from {@code base}; the results are put there
   */
  static void enter(FunctionReference function, long[] frame, int base) {
    Instance instance = function.instance();
    if (instance == null) {
      throw new IllegalArgumentException("a host function");
    }
    Store store = instance.store();
    RegisterStack stack = store.stack();
    int top = stack.top();
    int slots = stack.slotsLeft();
    int floor = stack.javaFloor();
    try {
      run(instance, function, frame, base, top, slots);
    } finally {
      stack.mark(top, slots);
      stack.javaFloor(floor);
      stack.trim();
    }
  }

  private static void run(
      Instance instance, FunctionReference function, long[] frame, int base, int top, int slots) {
    int defined = function.index() - instance.module().importedFunctions();
    Translation translation = instance.unit().translation();
    if (slots < translation.code()[translation.entry(defined)]) {
      throw tooDeep(instance, function.index(), defined);
    }
    CompiledCode compiled = instance.compiled();
    if (compiled != null && compiled.contains(defined) && !isObserved(instance.store())) {
      CompiledRun.enter(instance, compiled, defined, frame, base, slots);
    } else {
      run(new Run(instance, slots, false), defined, frame, base, top);
    }
  }

  private static boolean isObserved(Store store) {
    ExecutionListener listener = store.listener();
    return listener != null && listener.wantsInstructions();
  }

  private static void run(Run run, int defined, long[] frame, int base, int top) {
    Instance instance = run.instance();
    FunctionType type = instance.module().bodies().get(defined).type();
    int entry = run.translation().entry(defined);
    int weight = run.translation().code()[entry];
    RegisterStack stack = instance.store().stack();
    long[] registers = stack.reserve(top + weight + type.resultSlots());
    System.arraycopy(frame, base, registers, top, type.parameterSlots());
    run.start(registers, entry, top, weight);
    System.arraycopy(stack.registers(), top, frame, base, type.resultSlots());
  }

  /**
   * Interprets a function that compiled code of the same instance calls.
   *
   * @param frame arguments from 0; the results are put there
   * @param alone whether functions stay interpreted that are compiled
   */
  static void interpret(
      Instance instance, int defined, long[] frame, int top, int slots, boolean alone) {
    Run run = new Run(instance, slots, alone);
    int weight = run.translation().code()[run.translation().entry(defined)];
    if (slots < weight) {
      throw Trap.of(TrapCode.CALL_STACK_EXHAUSTED);
    }
    run(run, defined, frame, 0, top);
  }

  private static Trap tooDeep(Instance instance, int function, int defined) {
    String name = instance.module().functionName(function);
    int offset = instance.module().bodies().get(defined).start();
    List<TraceFrame> frames = List.of(new TraceFrame(function, name, offset));
    return Trap.of(TrapCode.CALL_STACK_EXHAUSTED).at(frames, 0);
  }
}
