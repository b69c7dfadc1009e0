package dev.assay.vm.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Instances that live together, and what they share: gas, the budget of the call stack, a listener,
 * one thread at a time. A chain opens one per message frame; {@link #nested} opens the next one
 * with what is left of the caller's call stack, so that depth is counted through the host as well.
 *
 * <p>Closing gives the memories back to the pool; no instance may be used afterwards.
 */
public final class Store implements AutoCloseable {
  private static final VarHandle FLAGS = MethodHandles.arrayElementVarHandle(boolean[].class);

  private final ResourceLimits limits;
  private final GasTank tank;
  private final @Nullable ExecutionListener listener;
  private final List<Instance> instances = new ArrayList<>(2);
  private final List<LinearMemory> memories = new ArrayList<>(2);
  private final RegisterStack stack;

  /** One flag in an array, so that the interpreter can poll it without a call. */
  private final boolean[] cancelled = new boolean[1];

  /** A store; {@code listener} may be null. */
  public Store(ResourceLimits limits, GasTank tank, @Nullable ExecutionListener listener) {
    this(limits, tank, listener, Math.max(0, limits.callSlots() - limits.javaSlots()));
  }

  private Store(
      ResourceLimits limits, GasTank tank, @Nullable ExecutionListener listener, int javaFloor) {
    this.limits = limits;
    this.tank = tank;
    this.listener = listener;
    this.stack = new RegisterStack(limits.callSlots(), javaFloor);
  }

  /** A store with default limits and without gas limit or listener. */
  public static Store unmetered() {
    return new Store(ResourceLimits.DEFAULT, GasTank.unlimited(), null);
  }

  /** A store for a call out of this one: same limits, but only what is left of the call stack. */
  public Store nested(GasTank nestedTank, @Nullable ExecutionListener nestedListener) {
    ResourceLimits rest = limits.withCallSlots(Math.max(0, stack.slotsLeft()));
    return new Store(rest, nestedTank, nestedListener, stack.javaFloor());
  }

  /** The limits. */
  public ResourceLimits limits() {
    return limits;
  }

  /** Where gas comes from. */
  public GasTank tank() {
    return tank;
  }

  /** Who watches. */
  public @Nullable ExecutionListener listener() {
    return listener;
  }

  /** Call-stack slots left at this moment; inside a host function, what its callees may use. */
  public int slotsLeft() {
    return stack.slotsLeft();
  }

  /** The registers of running calls, for engines. */
  public RegisterStack stack() {
    return stack;
  }

  /**
   * Ends the running call, and every later one, with the trap {@code cancelled}. From any thread;
   * takes effect at the next call or backward branch.
   */
  public void cancel() {
    FLAGS.setOpaque(cancelled, 0, true);
  }

  /** Whether it has been cancelled. */
  public boolean isCancelled() {
    return (boolean) FLAGS.getOpaque(cancelled, 0);
  }

  /** The flag behind {@link #isCancelled}, for engines. */
  public boolean[] cancelled() {
    return cancelled;
  }

  /** The instance with a number; see {@link Instance#handle}. */
  public Instance instance(int number) {
    return instances.get(number);
  }

  /** How many instances there are. */
  public int instances() {
    return instances.size();
  }

  /** Takes a new instance in and gives it its number. */
  int enrol(Instance instance) {
    instances.add(instance);
    return instances.size() - 1;
  }

  /** Takes charge of a memory. */
  void own(LinearMemory memory) {
    memories.add(memory);
  }

  @Override
  public void close() {
    memories.forEach(LinearMemory::release);
    memories.clear();
  }
}
