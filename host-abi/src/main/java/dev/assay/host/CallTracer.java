package dev.assay.host;

import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.metering.ReentrancyPolicy;
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

  /**
   * The message that began last re-enters a contract, one that a frame below works for.
   *
   * @param policy what the contract wants done about it
   * @param admitted whether it may go on; otherwise it ends now
   */
  default void reenter(Message message, ReentrancyPolicy policy, boolean admitted) {}

  /** The message that began last and has not ended ends. */
  default void exit(Message message, CallResult result) {}

  /** A log entry is made by the running frame. */
  default void log(Log log) {}

  /** A host function has done its work; one that traps is not reported. */
  default void hostCall(HostCall call) {}

  /** The listener for the guest code of a frame that is about to run; null for none. */
  default @Nullable ExecutionListener listener(Message message) {
    return null;
  }

  /** The guest code of the frame that entered last is ready to run and has so much ink. */
  default void started(Message message, Instance instance, long ink) {}

  /** The guest code of the running frame returned or exited; its pending writes come after. */
  default void returned(Message message, int status, long ink) {}
}
