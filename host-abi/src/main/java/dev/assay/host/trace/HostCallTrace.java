package dev.assay.host.trace;

import dev.assay.host.CallTracer;
import dev.assay.host.HostCall;
import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.state.types.Address;
import dev.assay.state.types.Bytes;
import dev.assay.vm.runtime.Instance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The host calls of an execution, the callee's nested in the call that made it: what Arbitrum's
 * {@code stylusTracer} answers and {@code cargo stylus trace} and {@code replay} read.
 */
public final class HostCallTrace implements CallTracer {
  /** Calls whose callee's steps go into the call's own step; creations stand beside it. */
  private static final List<String> NESTING =
      List.of("call_contract", "delegate_call_contract", "static_call_contract");

  /** A message that no host call has claimed: sent by code that is not a guest's. */
  private static final String OUTSIDE = "evm_";

  /** What a step takes beside its values. */
  private static final int STEP_BYTES = 64;

  private final Deque<List<Step>> callers = new ArrayDeque<>();
  private final List<Step> whole = new ArrayList<>();
  private List<Step> open = whole;
  private long bytesLeft;

  /** A trace whose values may take so many bytes; it is cut before it takes more. */
  public HostCallTrace(long maxBytes) {
    this.bytesLeft = maxBytes;
  }

  /**
   * A host call, or the begin or end of guest code.
   *
   * @param name what Stylus' tracers call it
   * @param arguments what the guest gave
   * @param results what it got
   * @param startInk ink of the frame before it
   * @param endInk ink of the frame after it
   * @param callee what it ran; null when it ran nothing
   */
  public record Step(
      String name,
      Bytes arguments,
      Bytes results,
      long startInk,
      long endInk,
      @Nullable Callee callee) {}

  /** Code that ran because of a step, and its own steps. */
  public record Callee(Address address, List<Step> steps) {}

  @Override
  public void enter(Message message) {
    callers.push(open);
    if (message.depth() > 0) {
      Callee callee = new Callee(address(message), new ArrayList<>());
      add(new Step(OUTSIDE + name(message.kind()), Bytes.EMPTY, Bytes.EMPTY, 0, 0, callee));
      open = callee.steps();
    }
  }

  private static Address address(Message message) {
    return message.kind().creation() ? message.recipient() : message.codeAddress();
  }

  private static String name(Message.Kind kind) {
    return switch (kind) {
      case CALL -> "call_contract";
      case DELEGATECALL -> "delegate_call_contract";
      case STATICCALL -> "static_call_contract";
      case CREATE -> "create1";
      case CREATE2 -> "create2";
    };
  }

  @Override
  public void exit(Message message, CallResult result) {
    open = callers.pop();
  }

  @Override
  public void started(Message message, Instance instance, long ink) {
    add("user_entrypoint", number(message.input().size()), Bytes.EMPTY, ink);
  }

  @Override
  public void returned(Message message, int status, long ink) {
    add("user_returned", Bytes.EMPTY, number(status), ink);
  }

  private void add(String name, Bytes arguments, Bytes results, long ink) {
    add(new Step(name, arguments, results, ink, ink, null));
  }

  private void add(Step step) {
    bytesLeft -= STEP_BYTES + step.arguments().size() + step.results().size();
    if (bytesLeft >= 0) {
      open.add(step);
    }
  }

  private static Bytes number(int value) {
    return Bytes.of(
        new byte[] {
          (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
        });
  }

  @Override
  public void hostCall(HostCall call) {
    Callee callee = NESTING.contains(call.name()) ? claimed(call.name()) : null;
    add(
        new Step(
            call.name(), call.arguments(), call.results(), call.startInk(), call.endInk(), callee));
  }

  /** The message that the call has sent; none when it was refused before it was sent. */
  private @Nullable Callee claimed(String call) {
    if (open.isEmpty() || !open.getLast().name().equals(OUTSIDE + call)) {
      return null;
    }
    return open.removeLast().callee();
  }

  /** What was collected; all of it unless {@link #isCut}. */
  public List<Step> steps() {
    return Collections.unmodifiableList(whole);
  }

  /** Whether the values took more bytes than allowed, so that steps are missing. */
  public boolean isCut() {
    return bytesLeft < 0;
  }
}
