package dev.assay.vm.runtime;

import dev.assay.vm.module.FunctionType;
import org.jspecify.annotations.Nullable;

/** A function that can be imported: one of an instance, or the host's. */
public final class FunctionReference implements ExternalValue {
  private final FunctionType type;
  private final @Nullable Instance instance;
  private final int index;
  private final @Nullable HostFunction host;

  /** Counted once: a call asks for both, and counting walks two lists. */
  private final int parameterSlots;

  private final int resultSlots;

  private FunctionReference(
      FunctionType type, @Nullable Instance instance, int index, @Nullable HostFunction host) {
    this.type = type;
    this.instance = instance;
    this.index = index;
    this.host = host;
    this.parameterSlots = type.parameterSlots();
    this.resultSlots = type.resultSlots();
  }

  /** The host's function. */
  public static FunctionReference of(HostFunction host) {
    return new FunctionReference(host.type(), null, 0, host);
  }

  /** A function that the module of an instance defines. */
  static FunctionReference of(Instance instance, int index) {
    FunctionType type = instance.module().functions().get(index);
    return new FunctionReference(type, instance, index, null);
  }

  @Override
  public FunctionType type() {
    return type;
  }

  /** The 64-bit slots that its parameters take. */
  public int parameterSlots() {
    return parameterSlots;
  }

  /** The 64-bit slots that its results take. */
  public int resultSlots() {
    return resultSlots;
  }

  /** The instance whose module defines the function; null for a host function. */
  public @Nullable Instance instance() {
    return instance;
  }

  /** The function's index in its instance; 0 for a host function. */
  public int index() {
    return index;
  }

  /** The host function; null for one of an instance. */
  public @Nullable HostFunction host() {
    return host;
  }
}
