package dev.assay.vm.decode;

import dev.assay.vm.module.ModuleError;
import dev.assay.vm.module.SectionId;
import org.jspecify.annotations.Nullable;

/**
 * The bytes are not a module of the accepted features within the limits: the binary format is
 * violated, a feature that is off is used, or a limit is exceeded.
 */
public final class MalformedModule extends ModuleError {
  private static final long serialVersionUID = 1L;

  /** See {@link ModuleError}. */
  public MalformedModule(
      String problem, String detail, @Nullable SectionId section, int function, int offset) {
    super(problem, detail, section, function, offset);
  }
}
