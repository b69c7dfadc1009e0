package dev.assay.vm.runtime;

import dev.assay.vm.exec.Trap;

/** How an instantiation ended. */
public sealed interface Instantiation {
  /** The instance is ready to be called. */
  record Ready(Instance instance) implements Instantiation {
    @Override
    public Instance orThrow() {
      return instance;
    }
  }

  /** An import is missing or of the wrong type; nothing has happened. */
  record Unlinkable(LinkFailure failure) implements Instantiation {
    @Override
    public Instance orThrow() {
      throw new IllegalStateException(failure.message());
    }
  }

  /** A segment or the start function trapped; what was written before it stays written. */
  record Trapped(Trap trap) implements Instantiation {
    @Override
    public Instance orThrow() {
      throw trap;
    }
  }

  /**
   * The instance, for callers who know that it is ready.
   *
   * @throws Trap when a segment or the start function trapped
   * @throws IllegalStateException when an import is missing or of the wrong type
   */
  Instance orThrow();
}
