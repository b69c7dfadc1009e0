package dev.assay.vm.exec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one way a run of guest code unwinds. Instructions and host functions throw it with a code
 * alone; the interpreter replaces it by one that says where. It has no Java stack trace.
 */
public final class Trap extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A backtrace keeps so many calls, the innermost. */
  public static final int MOST_FRAMES = 64;

  /** The function index of a trap that has not been located. */
  public static final int NOWHERE = -1;

  private final TrapCode code;
  private final transient List<TraceFrame> backtrace;
  private final long ink;

  private Trap(TrapCode code, String message, List<TraceFrame> backtrace, long ink) {
    super(message, null, false, false);
    this.code = code;
    this.backtrace = List.copyOf(backtrace);
    this.ink = ink;
  }

  /** A trap that does not know yet where it happened. */
  public static Trap of(TrapCode code) {
    return new Trap(code, code.message(), List.of(), 0);
  }

  /** A trap of a host function, which adds its reason to the standard message. */
  public static Trap of(TrapCode code, String reason) {
    return new Trap(code, code.message() + ": " + reason, List.of(), 0);
  }

  /**
   * The same trap with its place and price.
   *
   * @param frames the Wasm calls that were active, innermost first
   * @param inkUsed what the run has consumed, this instruction included
   */
  public Trap at(List<TraceFrame> frames, long inkUsed) {
    return new Trap(code, message(), frames, inkUsed);
  }

  /** Why. */
  public TrapCode code() {
    return code;
  }

  /** The standard's text, followed by a host function's reason where there is one. */
  public String message() {
    String message = getMessage();
    return message == null ? code.message() : message;
  }

  /** Index of the function that trapped, imports counted; {@link #NOWHERE} when not located. */
  public int function() {
    return backtrace.isEmpty() ? NOWHERE : backtrace.getFirst().function();
  }

  /** Name of the function that trapped, for people. */
  public @Nullable String functionName() {
    return backtrace.isEmpty() ? null : backtrace.getFirst().name();
  }

  /** Where in the module's bytes the instruction starts; {@link #NOWHERE} when not located. */
  public int offset() {
    return backtrace.isEmpty() ? NOWHERE : backtrace.getFirst().offset();
  }

  /** The Wasm calls that were active, innermost first. */
  public List<TraceFrame> backtrace() {
    return backtrace;
  }

  /** Ink that the run consumed until and with the instruction that trapped. */
  public long ink() {
    return ink;
  }

  /** Message and backtrace on several lines, as the command line prints it. */
  public String describe() {
    StringBuilder text = new StringBuilder("trap: ").append(message());
    for (TraceFrame frame : backtrace) {
      text.append("\n  at ").append(frame);
    }
    return text.toString();
  }
}
