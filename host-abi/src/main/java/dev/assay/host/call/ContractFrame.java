package dev.assay.host.call;

import dev.assay.metering.GasCost;
import dev.assay.metering.GasMeter;
import dev.assay.metering.Ink;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.runtime.Instance;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A contract that runs: what its host functions work on. */
public final class ContractFrame {
  private static final int FREE_BYTES = 32;

  private final MessageExecutor executor;
  private final Message message;
  private final GasMeter meter;
  private final StorageCache storage;
  private @Nullable GuestMemory memory;
  private Bytes result = Bytes.EMPTY;
  private Bytes returnData = Bytes.EMPTY;
  private int exitStatus;
  private @Nullable Address lastCode;

  ContractFrame(MessageExecutor executor, Message message, GasMeter meter) {
    this.executor = executor;
    this.message = message;
    this.meter = meter;
    this.storage = new StorageCache(executor.context(), message.recipient(), meter);
  }

  void started(Instance instance) {
    memory = new GuestMemory(instance.memory(0));
  }

  MessageExecutor executor() {
    return executor;
  }

  TransactionContext context() {
    return executor.context();
  }

  Message message() {
    return message;
  }

  GasMeter meter() {
    return meter;
  }

  StorageCache storage() {
    return storage;
  }

  GuestMemory memory() {
    return Objects.requireNonNull(memory, "no code runs before the instance is ready");
  }

  Bytes result() {
    return result;
  }

  void result(Bytes data) {
    result = data;
  }

  /** What the last call or creation gave back. */
  Bytes returnData() {
    return returnData;
  }

  void returnData(Bytes data) {
    returnData = data;
  }

  int exitStatus() {
    return exitStatus;
  }

  /**
   * Persists pending storage writes: before control leaves the frame, and when it succeeds.
   *
   * @throws Trap out of gas, or when writes are pending in a frame that may change nothing
   */
  void persist() {
    if (storage.isDirty()) {
      requireWritable("storage write");
      storage.flush();
    }
  }

  /** Whether this account's code was the last one loaded here; it is from now on. */
  boolean isCodeAtHand(Address address) {
    boolean atHand = lastCode != null && lastCode.equals(address);
    lastCode = address;
    return atHand;
  }

  /** The unwinding of {@code exit_early}. */
  Trap exit(int status) {
    exitStatus = status;
    return Trap.of(TrapCode.HOST_EXIT);
  }

  /** A named price, in gas. */
  long gas(GasCost cost) {
    return context().schedule().cost(cost);
  }

  /** A named price, in ink. */
  long ink(GasCost cost) {
    return context().schedule().ink(cost);
  }

  /** Pays ink or traps. */
  void charge(long ink) {
    meter.charge(ink);
  }

  /** Pays for reading guest memory, so many times. */
  void chargeRead(long length, int times) {
    long beyond = Math.max(0, length - FREE_BYTES);
    long once = Ink.plus(ink(GasCost.READ_BASE), Ink.times(beyond, ink(GasCost.READ_BYTE)));
    charge(Ink.times(times, once));
  }

  /** Pays for writing guest memory. */
  void chargeWrite(long length) {
    long beyond = Math.max(0, length - FREE_BYTES);
    charge(Ink.plus(ink(GasCost.WRITE_BASE), Ink.times(beyond, ink(GasCost.WRITE_BYTE))));
  }

  /**
   * Refuses what may not happen in a frame that may change nothing.
   *
   * @throws Trap when this is one
   */
  void requireWritable(String function) {
    if (message.readOnly()) {
      throw Trap.of(TrapCode.HOST_FAILURE, function + " in a static call");
    }
  }
}
