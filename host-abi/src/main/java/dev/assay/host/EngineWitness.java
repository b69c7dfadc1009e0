package dev.assay.host;

import dev.assay.host.call.CallResult;
import dev.assay.host.call.Message;
import dev.assay.metering.ReentrancyPolicy;
import dev.assay.state.chain.Log;
import dev.assay.state.crypto.Keccak;
import dev.assay.state.types.BigEndian;
import dev.assay.state.types.Bytes;
import dev.assay.state.types.Hash;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.ExternalKind;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.Global;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.LinearMemory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Sees what an execution does at the borders of guest code, so that two can be compared: messages,
 * host calls with what crossed and the ink before and after, logs, how each frame ended, and what
 * its memories and globals held then. Of each event it keeps eight bytes and of one the words.
 */
final class EngineWitness implements CallTracer {
  private static final int FIRST_EVENTS = 64;
  private static final String BEGIN = "at the beginning";

  private final int wanted;
  private final boolean following;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private long[] events = new long[FIRST_EVENTS];
  private int count;
  private String words = "nothing more";
  private String place = BEGIN;

  private EngineWitness(int wanted, boolean following) {
    this.wanted = wanted;
    this.following = following;
  }

  /** One that only compares. */
  static EngineWitness counting() {
    return new EngineWitness(-1, false);
  }

  /**
   * One that can tell about an event.
   *
   * @param following whether to say at which instruction it came, which the interpreter runs
   */
  static EngineWitness of(int event, boolean following) {
    return new EngineWitness(event, following);
  }

  /** The words of the event it was made for. */
  String words() {
    return words;
  }

  /** The instruction before the event it was made for. */
  String place() {
    return place;
  }

  /** The first event that another saw differently, or -1. */
  int firstDifference(EngineWitness other) {
    return Arrays.mismatch(events, 0, count, other.events, 0, other.count);
  }

  private final class Frame implements ExecutionListener {
    private final Message message;
    private @Nullable Instance instance;
    private int function = -1;
    private int offset;

    Frame(Message message) {
      this.message = message;
    }

    @Override
    public boolean wantsInstructions() {
      return following;
    }

    @Override
    public void instruction(Instance running, int at, int where, Opcode opcode, long ink) {
      instance = running;
      function = at;
      offset = where;
    }

    String place() {
      if (instance == null || function < 0) {
        return BEGIN + " of " + message.codeAddress();
      }
      return String.format(
          Locale.ROOT,
          "at offset %d in function %s of %s",
          offset,
          instance.module().functionName(function),
          message.codeAddress());
    }
  }

  private void see(String event) {
    if (count == wanted) {
      words = event;
      place = frames.isEmpty() ? BEGIN : frames.element().place();
    }
    if (count == events.length) {
      events = Arrays.copyOf(events, 2 * count);
    }
    Hash hash = Keccak.hash(event.getBytes(StandardCharsets.UTF_8));
    events[count++] = BigEndian.getLong(hash.toArray(), 0);
  }

  /** Notes how it all ended. */
  void ended(CallOutcome outcome) {
    see(
        switch (outcome) {
          case CallOutcome.Success success -> success.toString();
          case CallOutcome.Revert revert -> revert.toString();
          case CallOutcome.Failed failed ->
              failed.gasUsed() + " gas, " + failed.message() + " " + failed.backtrace();
        });
  }

  @Override
  public void enter(Message message) {
    frames.push(new Frame(message));
    see(
        message.kind()
            + " of "
            + message.codeAddress()
            + " with "
            + message.gas()
            + " gas, "
            + message.value()
            + " wei, "
            + digest(message.input()));
  }

  @Override
  public void reenter(Message message, ReentrancyPolicy policy, boolean admitted) {
    see("re-entry, " + policy + ", " + admitted);
  }

  @Override
  public void exit(Message message, CallResult result) {
    see(
        switch (result) {
          case CallResult.Success(long left, Bytes output, var created) ->
              "success, " + left + " gas left, " + digest(output) + " " + created;
          case CallResult.Revert(long left, Bytes output) ->
              "revert, " + left + " gas left, " + digest(output);
          case CallResult.Failed failed ->
              failed.failure()
                  + ", "
                  + failed.gasLeft()
                  + " gas left, "
                  + (failed.trap() == null ? "" : failed.trap().backtrace());
        });
    frames.pop();
  }

  @Override
  public void log(Log log) {
    see("log of " + log.address() + " " + log.topics() + " " + digest(log.data()));
  }

  @Override
  public void hostCall(HostCall call) {
    see(
        call.name()
            + " "
            + digest(call.arguments())
            + " gives "
            + digest(call.results())
            + ", ink from "
            + call.startInk()
            + " to "
            + call.endInk());
  }

  @Override
  public ExecutionListener listener(Message message) {
    return frames.element();
  }

  @Override
  public void started(Message message, Instance instance, long ink) {
    frames.element().instance = instance;
    see("start with " + ink + " ink");
  }

  @Override
  public void returned(Message message, int status, long ink) {
    Instance instance = frames.element().instance;
    see(
        "status "
            + status
            + " with "
            + ink
            + " ink, "
            + (instance == null ? "nothing" : contents(instance)));
  }

  private static String contents(Instance instance) {
    CRC32C sum = new CRC32C();
    for (int i = 0; i < instance.count(ExternalKind.MEMORY); i++) {
      LinearMemory memory = instance.memory(i);
      sum.update(memory.bytes(), 0, memory.sizeBytes());
    }
    StringBuilder globals = new StringBuilder();
    for (int i = 0; i < instance.count(ExternalKind.GLOBAL); i++) {
      Global global = instance.global(i);
      globals
          .append(' ')
          .append(Long.toHexString(global.high()))
          .append(Long.toHexString(global.bits()));
    }
    return "memory " + Long.toHexString(sum.getValue()) + ", globals" + globals;
  }

  /** Short values as they are, long ones as their hash. */
  private static String digest(Bytes value) {
    return value.size() <= Hash.SIZE ? value.toString() : value.size() + ":" + Keccak.hash(value);
  }
}
