package dev.assay.host.call;

import dev.assay.host.CallTracer;
import dev.assay.host.Cancellation;
import dev.assay.host.Failure;
import dev.assay.host.Revert;
import dev.assay.host.code.Program;
import dev.assay.metering.GasMeter;
import dev.assay.metering.Ink;
import dev.assay.metering.IntrinsicGas;
import dev.assay.metering.MemoryPages;
import dev.assay.metering.ReentrancyPolicy;
import dev.assay.state.types.Bytes;
import dev.assay.vm.Tier;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.Instantiation;
import dev.assay.vm.runtime.Linker;
import dev.assay.vm.runtime.ResourceLimits;
import dev.assay.vm.runtime.Store;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs: one instance per message, with a store, a meter and a storage cache of its own.
 * The call stacks of nested frames share one budget, so depth is bounded through the host as well.
 */
final class ProgramRunner {
  private static final int TABLE_ELEMENTS = 65_536;
  private static final int CALL_SLOTS_OF_TRANSACTION = 1 << 20;
  private static final int EVM_MEMORY_WORD_GAS = 3;
  private static final int EVM_MEMORY_QUADRATIC_DIVISOR = 512;
  private static final Bytes REENTRANT_CALL = Revert.reason("reentrant call");

  private final MessageExecutor executor;
  private final TransactionContext context;
  private @Nullable Store current;
  private int callSlotsLeft = CALL_SLOTS_OF_TRANSACTION;

  /** What compiled code may still take of this thread's stack, in slots. */
  private int javaSlotsLeft;

  ProgramRunner(MessageExecutor executor) {
    this.executor = executor;
    this.context = executor.context();
    this.javaSlotsLeft = context.javaSlots();
  }

  CallResult run(Message message, Program program) {
    if (context.guard().isReentry(message) && !reenter(message, program.policy())) {
      return new CallResult.Revert(message.gas(), REENTRANT_CALL);
    }
    MemoryPages pages = context.pages();
    GasMeter meter = new GasMeter(message.gas(), pages, program.growing());
    int openBefore = pages.open();
    Store caller = current;
    int slotsBefore = callSlotsLeft;
    int javaSlotsBefore = javaSlotsLeft;
    if (caller != null) {
      int used = caller.limits().callSlots() - caller.slotsLeft();
      callSlotsLeft -= used;
      javaSlotsLeft = Math.max(0, javaSlotsLeft - used);
    }
    context.guard().enter(message);
    try (Store store = new Store(limits(), meter, listener(message))) {
      running(store);
      return run(message, program, meter, store);
    } finally {
      context.guard().leave();
      pages.close(openBefore);
      callSlotsLeft = slotsBefore;
      javaSlotsLeft = javaSlotsBefore;
      running(caller);
    }
  }

  /** Runs a message on a thread with a stack of its own. */
  CallResult onDeepStack(Supplier<CallResult> message) {
    int javaSlotsBefore = javaSlotsLeft;
    javaSlotsLeft = DeepStack.JAVA_SLOTS;
    try {
      return DeepStack.call(message);
    } finally {
      javaSlotsLeft = javaSlotsBefore;
    }
  }

  private boolean reenter(Message message, ReentrancyPolicy policy) {
    boolean admitted = context.guard().admits(message, policy);
    CallTracer tracer = context.options().tracer();
    if (tracer != null) {
      tracer.reenter(message, policy, admitted);
    }
    return admitted;
  }

  private void running(@Nullable Store store) {
    current = store;
    Cancellation cancellation = context.options().cancellation();
    if (cancellation != null) {
      cancellation.running(store);
    }
  }

  private ResourceLimits limits() {
    int slots = Math.min(context.schedule().rules().callSlots(), callSlotsLeft);
    return new ResourceLimits(
        Math.max(0, slots), context.schedule().memory().pageLimit(), TABLE_ELEMENTS, javaSlotsLeft);
  }

  private @Nullable ExecutionListener listener(Message message) {
    CallTracer tracer = context.options().tracer();
    return tracer == null ? null : tracer.listener(message);
  }

  private CallResult run(Message message, Program program, GasMeter meter, Store store) {
    ContractFrame frame = new ContractFrame(executor, message, meter);
    try {
      meter.charge(program.startInk());
      meter.chargeGas(context.pages().openInitial(program.initialPages()));
      Instance instance = instantiate(program, frame, store);
      frame.started(instance);
      CallTracer tracer = context.options().tracer();
      if (tracer != null) {
        tracer.started(message, instance, meter.remaining());
      }
      int status = invoke(instance, frame);
      if (tracer != null) {
        tracer.returned(message, status, meter.remaining());
      }
      return ended(frame, status);
    } catch (Trap trap) {
      return failed(trap, meter);
    }
  }

  private Instance instantiate(Program program, ContractFrame frame, Store store) {
    Tier tier = context.options().interpreted() ? Tier.INTERPRETER : Tier.COMPILER;
    Instantiation made =
        Linker.instantiate(program.unit(), tier, new HostImports(program, frame), store);
    return made.orThrow();
  }

  /** The status that the contract returned or exited with. */
  private static int invoke(Instance instance, ContractFrame frame) {
    try {
      return (int) instance.invoke(Program.ENTRY_POINT, frame.message().input().size())[0];
    } catch (Trap trap) {
      if (trap.code() == TrapCode.HOST_EXIT) {
        return frame.exitStatus();
      }
      throw trap;
    }
  }

  private static CallResult ended(ContractFrame frame, int status) {
    if (status == 0) {
      frame.persist();
    }
    GasMeter meter = frame.meter();
    Bytes output = frame.result();
    long most = Math.max(0, frame.message().gas() - evmMemoryGas(output.size()));
    long left = Math.min(meter.gasLeft(), most);
    return status == 0
        ? new CallResult.Success(left, output, null)
        : new CallResult.Revert(left, output);
  }

  /** What an EVM contract would have paid for the memory that holds its result. */
  private static long evmMemoryGas(long bytes) {
    long words = IntrinsicGas.words(bytes);
    return words * EVM_MEMORY_WORD_GAS + words * words / EVM_MEMORY_QUADRATIC_DIVISOR;
  }

  private static CallResult failed(Trap trap, GasMeter meter) {
    return switch (trap.code()) {
      case OUT_OF_GAS -> new CallResult.Failed(0, Failure.OUT_OF_GAS, trap.message(), trap);
      case CALL_STACK_EXHAUSTED ->
          new CallResult.Failed(0, Failure.CALL_STACK_EXHAUSTED, trap.message(), trap);
      case CANCELLED -> new CallResult.Failed(0, Failure.CANCELLED, trap.message(), trap);
      case UNREACHABLE,
          INTEGER_DIVIDE_BY_ZERO,
          INTEGER_OVERFLOW,
          INVALID_CONVERSION_TO_INTEGER,
          OUT_OF_BOUNDS_MEMORY_ACCESS,
          OUT_OF_BOUNDS_TABLE_ACCESS,
          UNDEFINED_ELEMENT,
          UNINITIALIZED_ELEMENT,
          INDIRECT_CALL_TYPE_MISMATCH,
          HOST_FAILURE,
          HOST_EXIT ->
          new CallResult.Failed(
              Ink.toGasFloor(meter.remaining()), Failure.TRAP, trap.message(), trap);
    };
  }
}
