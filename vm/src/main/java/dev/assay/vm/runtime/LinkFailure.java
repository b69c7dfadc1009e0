package dev.assay.vm.runtime;

import dev.assay.vm.module.ExternalType;
import dev.assay.vm.module.Import;
import org.jspecify.annotations.Nullable;

/**
 * Why a module could not be linked.
 *
 * @param found the type of what was offered; null when nothing was
 */
public record LinkFailure(Import wanted, @Nullable ExternalType found) {
  /** The standard's text. */
  public String problem() {
    return found == null ? "unknown import" : "incompatible import type";
  }

  /** Problem, name, and both types. */
  public String message() {
    String name = wanted.module() + "." + wanted.name();
    String expected = "needs " + wanted.type().kind() + " " + wanted.type();
    return problem()
        + ": "
        + name
        + " "
        + expected
        + (found == null ? "" : ", got " + found.kind() + " " + found);
  }
}
