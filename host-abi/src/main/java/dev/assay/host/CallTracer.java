package dev.assay.host;

import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.state.chain.Log;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Watches an execution: the basis of call traces, host-call traces and gas profiles. Events come in
 * the order in which things happen, and every {@code enter} is followed by its {@code exit}.
 */
public interface CallTracer {
  /** A message begins: a call, a creation, a precompiled contract. */
  default void enter(Message message) {}

  /** The message that began last and has not ended ends. */
  default void exit(Message message, CallResult result) {}

  /** A log entry is made by the running frame. */
  default void log(Log log) {}

  /**
   * A host function has done its work.
   *
   * @param function its row of the table
   * @param startInk ink of the frame before it, its base fee included
   * @param endInk ink of the frame after it
   */
  default void hostCall(HostFunctionRow function, long startInk, long endInk) {}

  /** The listener for the guest code of a frame that is about to run; null for none. */
  default @Nullable ExecutionListener listener(Message message) {
    return null;
  }

  /** The guest code of the frame that entered last is ready to run. */
  default void started(Message message, Instance instance) {}
}
