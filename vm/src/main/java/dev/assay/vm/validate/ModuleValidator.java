package dev.assay.vm.validate;

import dev.assay.vm.module.WasmModule;

/** Checks that a decoded module obeys the rules of validation. */
public final class ModuleValidator {
  private ModuleValidator() {}

  /**
   * Validates a module under the limits it was decoded with.
   *
   * @throws InvalidModule when a rule is broken or a limit is exceeded
   */
  public static ValidModule validate(WasmModule module) {
    throw new UnsupportedOperationException();
  }
}
