package dev.assay.vm.validate;

import dev.assay.vm.module.WasmModule;

/**
 * The proof that a module is valid, and what validation learned that translation needs. Only {@link
 * ModuleValidator} makes one.
 */
public final class ValidModule {
  private final WasmModule module;
  private final int[] operandSlots;

  ValidModule(WasmModule module, int[] operandSlots) {
    this.module = module;
    this.operandSlots = operandSlots;
  }

  /** The module. */
  public WasmModule module() {
    return module;
  }

  /**
   * The most operands that the body of a function has on the stack at once, in 64-bit slots, not
   * counting parameters and locals.
   *
   * @param function index with imports counted; must be one that the module defines
   */
  public int operandSlots(int function) {
    return operandSlots[function - module.importedFunctions()];
  }
}
