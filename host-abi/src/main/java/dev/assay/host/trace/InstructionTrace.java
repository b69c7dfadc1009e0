package dev.assay.host.trace;

import dev.assay.host.CallTracer;
import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.state.types.Address;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.Instance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The instructions of an execution in order, the first {@code limit} of them: where each stands,
 * what it is, the ink before it, the depth of messages and the function. The rest is only counted.
 */
public final class InstructionTrace implements CallTracer {
  private final int limit;
  private final List<Seen> seen = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private long count;

  /** A trace of at most {@code limit} steps. */
  public InstructionTrace(int limit) {
    this.limit = limit;
  }

  /**
   * An instruction about to begin.
   *
   * @param offset where it stands in the module
   * @param mnemonic its name in the text format
   * @param ink of the frame before it is charged
   * @param depth of messages, 1 for the transaction's own
   * @param address whose code it is
   * @param function its function's name
   */
  public record Step(
      int offset, String mnemonic, long ink, int depth, Address address, String function) {}

  private record Seen(Frame frame, int offset, Opcode opcode, long ink, int function) {
    Step step() {
      Message message = frame.message;
      return new Step(
          offset,
          opcode.mnemonic(),
          ink,
          message.depth() + 1,
          message.codeAddress(),
          frame.functionName(function));
    }
  }

  /** What runs a message: the steps name it, so that they need not repeat it. */
  private final class Frame implements ExecutionListener {
    private final Message message;
    private @Nullable Instance instance;

    Frame(Message message) {
      this.message = message;
    }

    @Override
    public void instruction(Instance running, int function, int offset, Opcode opcode, long ink) {
      instance = running;
      if (count++ < limit) {
        seen.add(new Seen(this, offset, opcode, ink, function));
      }
    }

    String functionName(int function) {
      return instance == null ? "" : instance.module().functionName(function);
    }
  }

  @Override
  public void enter(Message message) {
    frames.push(new Frame(message));
  }

  @Override
  public void exit(Message message, CallResult result) {
    frames.pop();
  }

  @Override
  public ExecutionListener listener(Message message) {
    return frames.element();
  }

  /** How many instructions there were. */
  public long count() {
    return count;
  }

  /** The first of them. */
  public List<Step> steps() {
    return seen.stream().map(Seen::step).toList();
  }
}
