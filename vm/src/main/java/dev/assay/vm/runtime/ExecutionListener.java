package dev.assay.vm.runtime;

import dev.assay.vm.isa.Opcode;

/**
 * Watches a run. A store without a listener pays nothing for the possibility: instruction events
 * come from a translation of their own. All ink figures are exact: what remains before the event's
 * instruction is charged, or at that moment.
 */
public interface ExecutionListener {
  /** Whether {@link #instruction} and the call events are wanted; host-call events always come. */
  default boolean wantsInstructions() {
    return true;
  }

  /**
   * An instruction is about to begin.
   *
   * @param function index, imports counted
   * @param offset where it starts in the module
   * @param ink remaining before it is charged
   */
  default void instruction(Instance instance, int function, int offset, Opcode opcode, long ink) {}

  /** A function that the module defines has been entered. */
  default void enter(Instance instance, int function, long ink) {}

  /** A function that the module defines is about to return. */
  default void leave(Instance instance, int function, long ink) {}

  /** A host function is about to run; {@code function} is its import's index. */
  default void hostCall(Instance instance, int function, long ink) {}

  /** A host function has returned. */
  default void hostReturn(Instance instance, int function, long ink) {}
}
