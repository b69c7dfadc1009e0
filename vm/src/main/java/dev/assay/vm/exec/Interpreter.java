package dev.assay.vm.exec;

import dev.assay.vm.runtime.FunctionReference;
import dev.assay.vm.runtime.Store;

/** Runs translated code. */
public final class Interpreter {
  private Interpreter() {}

  /**
   * Calls a function in a store.
   *
   * @param arguments slots as in {@link dev.assay.vm.runtime.HostFunction}
   * @return the result slots
   * @throws Trap located, when the guest traps
   */
  public static long[] invoke(Store store, FunctionReference function, long... arguments) {
    throw new UnsupportedOperationException();
  }
}
