package dev.assay.vm.exec;

import dev.assay.vm.code.ChargeTable;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.code.Ir;
import dev.assay.vm.code.Translation;
import dev.assay.vm.code.Translator;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.FunctionReference;
import dev.assay.vm.runtime.Global;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.LinearMemory;
import dev.assay.vm.runtime.RegisterStack;
import dev.assay.vm.runtime.Store;
import dev.assay.vm.runtime.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of the loop: from a call by the embedder, a host function or another instance until its
 * return. Holds what the loop's slow paths need, and knows how to stop.
 */
final class Run implements RareOps.Payer {
  /**
   * What a call through the host or to another instance weighs beside its callee: it takes a frame
   * of the Java stack, and the budget must keep that finite.
   */
  static final int BOUNDARY_WEIGHT = 256;

  private static final byte[] NO_MEMORY = new byte[8];
  private static final Opcode[] OPCODES = Opcode.values();

  private final Instance instance;
  private final Store store;
  private final RegisterStack stack;
  private final CodeUnit unit;
  private final Translation translation;
  private final @Nullable LinearMemory memory;
  private final @Nullable ExecutionListener listener;
  private final @Nullable CompiledCode compiled;
  private final long inkAtStart;

  /** Where control is while it is outside the loop: the instruction's position, its frame. */
  int pc;

  int fp;

  /** The gas counter while control is outside the loop. */
  long gas;

  /** What is left of the call budget, and the value of that below which registers are too few. */
  final int[] budget = new int[2];

  /** Set from outside to end the run; read plainly, at calls and backward branches. */
  final boolean[] cancelled;

  final Global[] globals;

  /** Whether the tank holds the exact figure, because control is outside the loop. */
  private boolean settled;

  /** What the instruction at hand has been charged for its operands, until it is done. */
  private long operandInk;

  /**
   * A run.
   *
   * @param alone whether functions stay interpreted that are compiled
   */
  Run(Instance instance, int slots, boolean alone) {
    this.instance = instance;
    this.store = instance.store();
    this.stack = store.stack();
    this.unit = instance.unit();
    this.listener = store.listener();
    this.compiled = alone ? null : instance.compiled();
    this.translation =
        isObserved()
            ? unit.observedTranslation()
            : compiled == null ? unit.translation() : unit.mixedTranslation(compiled);
    this.memory = instance.hasMemory() ? instance.memory(0) : null;
    this.inkAtStart = store.tank().remaining();
    this.budget[0] = slots;
    this.gas = inkAtStart - Translator.BIAS;
    this.cancelled = store.cancelled();
    this.globals = instance.globals();
  }

  private boolean isObserved() {
    return listener != null && listener.wantsInstructions();
  }

  @Override
  public Instance instance() {
    return instance;
  }

  Translation translation() {
    return translation;
  }

  @Override
  public CodeUnit unit() {
    return unit;
  }

  long[] registers() {
    return stack.registers();
  }

  byte[] memory() {
    return memory == null || memory.pages() == 0 ? NO_MEMORY : memory.bytes();
  }

  int memorySize() {
    return memory == null ? 0 : memory.sizeBytes();
  }

  /** The end of the run: what is left goes back to the tank. */
  void finish() {
    store.tank().remaining(gas);
  }

  /** What is exactly left at an instruction; stops the run if that is less than nothing. */
  long pay(int charge) {
    if (gas < charge) {
      throw Trap.of(TrapCode.OUT_OF_GAS);
    }
    return gas - charge;
  }

  /** Notes a charge that the loop's counter does not show yet. */
  @Override
  public void operandInk(long ink) {
    operandInk = ink;
  }

  /** Makes room for the call the run stands at; it is tried again then. */
  boolean makeRoom() {
    int[] code = translation.code();
    room(budget[0] - code[code[pc + 1]], 0);
    return true;
  }

  /**
   * The registers, with room for a new frame.
   *
   * @param left what will be left of the budget
   * @param link where the call leads back to; a tail call has overwritten it
   */
  long[] room(int left, long link) {
    if (left < 0 || store.isCancelled()) {
      restoreLink(pc, registers(), fp, link);
      throw Trap.of(left < 0 ? TrapCode.CALL_STACK_EXHAUSTED : TrapCode.CANCELLED);
    }
    long[] enough = stack.reserve(store.limits().callSlots() - left);
    budget[1] = stack.floor();
    return enough;
  }

  private void restoreLink(int position, long[] registers, int frame, long link) {
    int operation = translation.code()[position];
    if (operation == Ir.TAIL_CALL || operation == Ir.TAIL_CALL_INDIRECT) {
      int entry = translation.entry(translation.functionAt(position));
      registers[frame + translation.code()[entry + 1]] = link;
    }
  }

  /**
   * Resolves an indirect call.
   *
   * @param tableWord the table, complemented where functions may be called that are compiled
   * @return the entry of a function of this module, complemented; or the handle of another function
   */
  long indirect(int tableWord, int type, long index) {
    Table table = instance.table(tableWord < 0 ? ~tableWord : tableWord);
    long handle = table.find(table.wide() ? index : index & 0xFFFF_FFFFL);
    if (handle <= 0) {
      throw Trap.of(handle == 0 ? TrapCode.UNINITIALIZED_ELEMENT : TrapCode.UNDEFINED_ELEMENT);
    }
    if (instance.owns(handle)) {
      int function = (int) handle - 1;
      if (unit.functionTypeNumber(function) != unit.typeNumber(type)) {
        throw Trap.of(TrapCode.INDIRECT_CALL_TYPE_MISMATCH);
      }
      int defined = function - unit.module().importedFunctions();
      boolean leaves = defined < 0 || (tableWord < 0 && isCompiled(defined));
      return leaves ? handle : ~translation.entry(defined);
    }
    if (!instance.function(handle).type().equals(unit.module().types().get(type))) {
      throw Trap.of(TrapCode.INDIRECT_CALL_TYPE_MISMATCH);
    }
    return handle;
  }

  /** Calls an imported function; gives the exact ink left. */
  long callImport(int function, int base, long ink, int slots) {
    int defined = function - unit.module().importedFunctions();
    if (defined >= 0) {
      return callCompiled(defined, base, ink, slots);
    }
    return call(instance.function(function), function, base, ink, slots);
  }

  /** Calls a function of the host or of another instance; gives the exact ink left. */
  long callForeign(long handle, int base, long ink, int slots) {
    int defined = (int) handle - 1 - unit.module().importedFunctions();
    if (instance.owns(handle) && defined >= 0) {
      return callCompiled(defined, base, ink, slots);
    }
    return call(instance.function(handle), (int) handle - 1, base, ink, slots);
  }

  private boolean isCompiled(int defined) {
    return compiled != null && compiled.contains(defined);
  }

  /** Calls a function of this module that has been compiled; gives the exact ink left. */
  private long callCompiled(int defined, int base, long ink, int slots) {
    if (compiled == null) {
      throw new IllegalStateException("mixed code without compiled code");
    }
    FunctionType type = unit.module().bodies().get(defined).type();
    store.tank().remaining(ink);
    settled = true;
    int results = type.resultSlots();
    stack.mark(base + Math.max(type.parameterSlots(), results), slots);
    int floor = stack.javaFloor();
    stack.javaFloor(floor + CompiledRun.CROSSING_WEIGHT);
    long[] frame = stack.registers();
    CompiledRun.enter(instance, compiled, defined, frame, base, slots);
    stack.javaFloor(floor);
    settled = false;
    stack.keep(frame, base, results);
    budget[1] = stack.floor();
    return store.tank().remaining();
  }

  private long call(FunctionReference target, int index, int base, long ink, int slots) {
    store.tank().remaining(ink);
    settled = true;
    int left = slots - BOUNDARY_WEIGHT;
    if (left < 0) {
      throw Trap.of(TrapCode.CALL_STACK_EXHAUSTED);
    }
    if (store.isCancelled()) {
      throw Trap.of(TrapCode.CANCELLED);
    }
    int results = target.resultSlots();
    stack.mark(base + Math.max(target.parameterSlots(), results), left);
    long[] frame = stack.registers();
    HostFunction host = target.host();
    if (host != null) {
      callHost(host, index, frame, base);
    } else {
      Invocation.enter(target, frame, base);
    }
    settled = false;
    stack.keep(frame, base, results);
    budget[1] = stack.floor();
    return store.tank().remaining();
  }

  private void callHost(HostFunction host, int index, long[] frame, int base) {
    if (listener == null) {
      host.call(instance, frame, base);
    } else {
      listener.hostCall(instance, index, store.tank().remaining());
      host.call(instance, frame, base);
      listener.hostReturn(instance, index, store.tank().remaining());
    }
  }

  // Events.

  void event(int position, long ink) {
    int[] code = translation.code();
    store.tank().remaining(ink);
    listener()
        .instruction(
            instance, functionAt(position), code[position + 1], OPCODES[code[position + 2]], ink);
  }

  void entered(int position, long ink) {
    listener().enter(instance, functionAt(position), ink);
  }

  void leaving(int position, long ink) {
    listener().leave(instance, functionAt(position), ink);
  }

  private ExecutionListener listener() {
    if (listener == null) {
      throw new IllegalStateException("observed code without a listener");
    }
    return listener;
  }

  // Stopping.

  private int functionAt(int position) {
    return translation.functionAt(position) + unit.module().importedFunctions();
  }

  /**
   * The trap to leave the run with: located, and turned into out-of-gas where the exact figure says
   * that an earlier instruction could not be paid. The tank holds what is left.
   */
  Trap stopped(Trap trap) {
    int position = pc;
    int function = translation.functionAt(position);
    int offset = translation.offsetAt(position);
    ChargeTable charges = unit.charges(function, offset);
    long exact = settled ? store.tank().remaining() : gas - charges.ahead() - operandInk;
    Trap cause = trap;
    if (exact < 0) {
      cause = Trap.of(TrapCode.OUT_OF_GAS);
      offset = unit.prepaid() ? offset : charges.firstUnpaid(exact);
    }
    long left = cause.code() == TrapCode.OUT_OF_GAS ? 0 : exact;
    store.tank().remaining(left);
    List<TraceFrame> frames = new ArrayList<>(cause.backtrace());
    addFrames(frames, position, offset, registers(), fp);
    return cause.at(frames, inkAtStart - left);
  }

  private void addFrames(
      List<TraceFrame> frames, int position, int offset, long[] registers, int frame) {
    int at = position;
    int where = offset;
    int base = frame;
    while (at != 0 && frames.size() < Trap.MOST_FRAMES) {
      int function = functionAt(at);
      frames.add(new TraceFrame(function, unit.module().functionName(function), where));
      int entry = translation.entry(function - unit.module().importedFunctions());
      long link = registers[base + translation.code()[entry + 1]];
      at = (int) (link >>> 32);
      base = (int) link;
      where = at == 0 ? 0 : translation.offsetAt(at);
    }
  }

  /** Runs a function whose arguments stand at {@code base}; its results will stand there. */
  void start(long[] registers, int entry, int base, int weight) {
    int[] code = translation.code();
    registers[base + code[entry + 1]] = 0;
    int clear = base + code[entry + 2];
    Arrays.fill(registers, clear, clear + code[entry + 3], 0);
    budget[0] -= weight;
    pc = entry + Ir.HEADER_WORDS;
    fp = base;
    budget[1] = stack.floor();
    Interpreter.run(code, this);
  }
}
