package dev.assay.vm.exec;

import dev.assay.vm.code.ChargeTable;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.FunctionReference;
import dev.assay.vm.runtime.Global;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.LinearMemory;
import dev.assay.vm.runtime.RegisterStack;
import dev.assay.vm.runtime.Store;
import dev.assay.vm.runtime.Table;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of compiled functions, from a call out of the interpreter, the host or another instance
 * until its return; what their code calls. Public for that code alone.
 *
 * <p><b>Gas.</b> Within a function the counter is ahead of the exact figure by the charge of the
 * instruction at hand; in {@link #gas}, between functions, it is exact.
 *
 * <p><b>Depth.</b> Compiled code counts down the slots it may still use of the JVM's stack. Below 0
 * {@link #cross} lets the interpreter go on, whose stack is an array, or finds the budget used up.
 *
 * <p><b>Stops.</b> A function that a throwable leaves passes it through {@link #unwind} with its
 * counter and the site of the instruction at hand. The first to do so settles the gas.
 */
public final class CompiledRun implements RareOps.Payer {
  /** Values of two bytes in a memory. */
  public static final VarHandle SHORTS = view(short[].class);

  /** Values of four bytes in a memory. */
  public static final VarHandle INTS = view(int[].class);

  /** Values of eight bytes in a memory. */
  public static final VarHandle LONGS = view(long[].class);

  /** What a stay in the interpreter costs of the JVM's stack, in slots. */
  static final int CROSSING_WEIGHT = 64;

  private static final VarHandle FLAGS = MethodHandles.arrayElementVarHandle(boolean[].class);
  private static final Opcode[] OPCODES = Opcode.values();

  /** The ink that is left when a function returns. */
  public long gas;

  /** What the function that leaves by a tail call weighs; 0 in all other calls. */
  public int tailWeight;

  /** Arguments and results of calls that leave compiled code; results of which there are many. */
  public final long[] passed;

  /** What a part of a function hands to the rest of it. */
  private final long[] spilled;

  private final Instance instance;
  private final CompiledCode code;
  private final Store store;
  private final RegisterStack stack;
  private final CodeUnit unit;
  private final @Nullable LinearMemory memory;
  private final Global[] globals;
  private final boolean[] cancelled;
  private final @Nullable ExecutionListener listener;
  private final long inkAtStart;
  private final int floor;
  private final int top;

  /** The function that {@link #indirect} found outside the module's own. */
  private long foreign;

  /** Whether the tank holds the exact figure, because control is outside compiled code. */
  private boolean settled;

  /** What the instruction at hand has been charged for its operands, until it is done. */
  private long operandInk;

  /** Whether what runs has taken the place of the compiled function that called it. */
  private boolean isTail;

  private boolean stopped;
  private final List<TraceFrame> frames = new ArrayList<>(0);

  private CompiledRun(Instance instance, CompiledCode code) {
    this.instance = instance;
    this.code = code;
    this.store = instance.store();
    this.stack = store.stack();
    this.unit = instance.unit();
    this.memory = instance.hasMemory() ? instance.memory(0) : null;
    this.globals = instance.globals();
    this.cancelled = store.cancelled();
    this.listener = store.listener();
    this.inkAtStart = store.tank().remaining();
    this.floor = stack.javaFloor();
    this.top = stack.top();
    this.spilled = new long[code.spillSlots()];
    this.passed = new long[unit.mostPassedSlots()];
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN)
        .withInvokeExactBehavior();
  }

  /**
   * Runs a compiled function; gas comes from the store's tank and goes back there.
   *
   * @param slots what is left of the call stack
   */
  static void enter(
      Instance instance, CompiledCode code, int function, long[] frame, int base, int slots) {
    CompiledRun run = new CompiledRun(instance, code);
    try {
      code.call(function, frame, base, run, run.inkAtStart, slots - run.floor);
      run.store.tank().remaining(run.gas);
    } catch (Trap trap) {
      List<TraceFrame> frames = run.stopped ? run.frames : trap.backtrace();
      throw trap.at(frames, run.inkAtStart - run.store.tank().remaining());
    }
  }

  // Gas.

  /** The trap of an instruction that cannot be paid. */
  public static Throwable outOfGas() {
    return Trap.of(TrapCode.OUT_OF_GAS);
  }

  /** Charges an instruction that is too expensive to be charged together with others. */
  public long charge(long counter, int charge, long price) {
    if (counter - charge < price) {
      operandInk = price;
      throw Trap.of(TrapCode.OUT_OF_GAS);
    }
    return counter - price;
  }

  /** Ends the run when it has been cancelled. */
  public void poll() {
    if ((boolean) FLAGS.getOpaque(cancelled, 0)) {
      throw Trap.of(TrapCode.CANCELLED);
    }
  }

  /**
   * The same at the start of a function. A plain look, which HotSpot may move up to the last call:
   * it can only be of use where functions call each other without end.
   */
  public void pollAtEntry() {
    if (cancelled[0]) {
      throw Trap.of(TrapCode.CANCELLED);
    }
  }

  // State of the instance.

  /** Memory 0. */
  public LinearMemory memory() {
    if (memory == null) {
      throw new IllegalStateException("no memory");
    }
    return memory;
  }

  /** The value of a global. */
  public long global(int index) {
    return globals[index].bits();
  }

  /** Sets a global. */
  public static void global(long value, CompiledRun run, int index) {
    run.globals[index].bits(value);
  }

  /** Puts an argument into its place. */
  public static void pass(long value, CompiledRun run, int place) {
    run.passed[place] = value;
  }

  /** Notes a value for the rest of the function. */
  public static void spill(long value, CompiledRun run, int place) {
    run.spilled[place] = value;
  }

  /** A value from a part of the function. */
  public long spilled(int place) {
    return spilled[place];
  }

  /** Copies results to where the caller wants them. */
  public void copyPassed(long[] frame, int base, int count) {
    System.arraycopy(passed, 0, frame, base, count);
  }

  /** A result from its place. */
  public long passed(int place) {
    return passed[place];
  }

  /** A function as a value. */
  public long handle(int function) {
    return instance.handle(function);
  }

  /**
   * Runs an instruction that has no code of its own; operands and result are in {@link #passed}.
   *
   * @return the counter afterwards
   */
  public long rare(int opcode, int index, int index2, long offset, long counter, int charge) {
    long exact = counter - charge;
    RareOps rare =
        new RareOps(this, OPCODES[opcode], passed, 0, index, index2, offset, 0, exact, 0);
    return rare.execute() + charge;
  }

  @Override
  public Instance instance() {
    return instance;
  }

  @Override
  public CodeUnit unit() {
    return unit;
  }

  @Override
  public void operandInk(long ink) {
    operandInk = ink;
  }

  // Calls.

  /**
   * Resolves an indirect call.
   *
   * @return the index of a function that the module defines; or -1, and {@link #cross} calls it
   */
  public static int indirect(int index, CompiledRun run, int table, int type) {
    return run.resolve(index & 0xFFFF_FFFFL, table, type);
  }

  /** The same through a table with 64-bit addresses. */
  public static int indirect(long index, CompiledRun run, int table, int type) {
    return run.resolve(index, table, type);
  }

  private int resolve(long index, int tableIndex, int type) {
    Table table = instance.table(tableIndex);
    long handle = table.find(index);
    if (handle <= 0) {
      throw Trap.of(handle == 0 ? TrapCode.UNINITIALIZED_ELEMENT : TrapCode.UNDEFINED_ELEMENT);
    }
    if (instance.owns(handle)) {
      int function = (int) handle - 1;
      if (unit.functionTypeNumber(function) != unit.typeNumber(type)) {
        throw Trap.of(TrapCode.INDIRECT_CALL_TYPE_MISMATCH);
      }
      if (function >= unit.module().importedFunctions()) {
        return function;
      }
    } else if (!instance.function(handle).type().equals(unit.module().types().get(type))) {
      throw Trap.of(TrapCode.INDIRECT_CALL_TYPE_MISMATCH);
    }
    foreign = handle;
    return -1;
  }

  /**
   * A call that compiled code does not make itself: of an import, of a function that is not
   * compiled, or of one that is but for which the JVM's stack is too short. Arguments and results
   * are in {@link #passed}.
   *
   * @param function its index, or -1 for what {@link #indirect} found
   */
  public void cross(int function, long ink, int left) {
    store.tank().remaining(ink);
    settled = true;
    if (function < 0) {
      tailWeight = 0;
      leave(instance.function(foreign), (int) foreign - 1, left + floor);
    } else if (function < unit.module().importedFunctions()) {
      leave(instance.function(function), function, left + floor);
    } else {
      interpret(function, left + floor);
    }
    settled = false;
    gas = store.tank().remaining();
  }

  private void leave(FunctionReference target, int index, int slotsLeft) {
    int left = slotsLeft - Run.BOUNDARY_WEIGHT;
    if (left < 0) {
      throw Trap.of(TrapCode.CALL_STACK_EXHAUSTED);
    }
    poll();
    stack.mark(top, left);
    stack.javaFloor(floor + CROSSING_WEIGHT);
    HostFunction host = target.host();
    if (host == null) {
      Invocation.enter(target, passed, 0);
    } else if (listener == null) {
      host.call(instance, passed, 0);
    } else {
      listener.hostCall(instance, index, store.tank().remaining());
      host.call(instance, passed, 0);
      listener.hostReturn(instance, index, store.tank().remaining());
    }
    stack.javaFloor(floor);
  }

  private void interpret(int function, int slotsLeft) {
    int defined = function - unit.module().importedFunctions();
    int tail = tailWeight;
    tailWeight = 0;
    if (slotsLeft + tail < unit.callWeight(defined)) {
      throw Trap.of(TrapCode.CALL_STACK_EXHAUSTED);
    }
    isTail = tail != 0;
    stack.javaFloor(floor + CROSSING_WEIGHT + tail);
    Invocation.interpret(instance, defined, passed, top, slotsLeft + tail, code.contains(defined));
    stack.javaFloor(floor);
    isTail = false;
  }

  // Stopping.

  /**
   * What a function must throw on when something was thrown in it: a trap is settled and gets the
   * function's frame, an access outside the memory becomes a trap, all else stays as it is.
   *
   * @param counter the gas counter
   * @param site the instruction at hand; 0 when another method of the same function has been here
   * @param function counted without imports
   */
  public Throwable unwind(Throwable thrown, long counter, int site, int function) {
    if (thrown instanceof Trap trap) {
      if (stopped) {
        return site == 0 ? trap : passing(trap, site, function);
      }
      return stopping(trap, counter, site, function);
    }
    if (thrown instanceof IndexOutOfBoundsException access && !stopped && !settled) {
      int at = code.siteOf(access);
      return at == 0
          ? thrown
          : stopping(Trap.of(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS), counter, at, function);
    }
    return thrown;
  }

  /** The trap of {@code unreachable}. */
  public static Throwable unreachable() {
    return Trap.of(TrapCode.UNREACHABLE);
  }

  private Trap stopping(Trap trap, long counter, int site, int function) {
    stopped = true;
    int offset = code.offset(function, site);
    ChargeTable charges = unit.charges(function, offset);
    long exact = settled ? store.tank().remaining() : counter - charges.ahead() - operandInk;
    Trap cause = trap;
    if (exact < 0) {
      cause = Trap.of(TrapCode.OUT_OF_GAS);
      offset = unit.prepaid() ? offset : charges.firstUnpaid(exact);
    }
    store.tank().remaining(cause.code() == TrapCode.OUT_OF_GAS ? 0 : exact);
    frames.addAll(cause.backtrace());
    if (!isTail) {
      add(function, offset);
    }
    return cause;
  }

  private Trap passing(Trap trap, int site, int function) {
    add(function, code.offset(function, site));
    return trap;
  }

  private void add(int defined, int offset) {
    if (frames.size() < Trap.MOST_FRAMES) {
      int function = defined + unit.module().importedFunctions();
      frames.add(new TraceFrame(function, unit.module().functionName(function), offset));
    }
  }
}
