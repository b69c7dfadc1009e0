package dev.assay.vm.validate;

import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.SectionId;
import org.jspecify.annotations.Nullable;

/** The module is well-formed but breaks a rule of validation. */
public final class InvalidModule extends ModuleError {
  private static final long serialVersionUID = 1L;

  /** See {@link ModuleError}. */
  public InvalidModule(
      String problem, String detail, @Nullable SectionId section, int function, int offset) {
    super(problem, detail, section, function, offset);
  }
}
