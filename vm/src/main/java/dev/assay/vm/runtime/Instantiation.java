package dev.assay.vm.runtime;

import dev.assay.vm.exec.Trap;

/** How an instantiation ended. */
public sealed interface Instantiation {
  /** The instance is ready to be called. */
  record Ready(Instance instance) implements Instantiation {}

  /** An import is missing or of the wrong type; nothing has happened. */
  record Unlinkable(LinkFailure failure) implements Instantiation {}

  /** A segment or the start function trapped; what was written before it stays written. */
  record Trapped(Trap trap) implements Instantiation {}

  /**
   * The instance, for callers who know that it is ready.
   *
   * @throws Trap when a segment or the start function trapped
   * @throws IllegalStateException when an import is missing or of the wrong type
   */
  default Instance orThrow() {
    return switch (this) {
      case Ready(Instance instance) -> instance;
      case Unlinkable(LinkFailure failure) -> throw new IllegalStateException(failure.message());
      case Trapped(Trap trap) -> throw trap;
    };
  }
}
