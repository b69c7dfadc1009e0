package dev.assay.host;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an embedder may attach to an execution. Nothing here changes a result, except that a
 * cancelled execution has none.
 *
 * @param tracer watches messages, host calls and guest code; null for nobody
 * @param cancellation stops it from outside; null for never
 * @param console receives what contracts print; null to drop it
 */
public record ExecutionOptions(
    @Nullable CallTracer tracer,
    @Nullable Cancellation cancellation,
    @Nullable Consumer<String> console) {
  /** Nothing attached. */
  public static final ExecutionOptions NONE = new ExecutionOptions(null, null, null);

  /** These options with a tracer. */
  public ExecutionOptions with(CallTracer newTracer) {
    return new ExecutionOptions(newTracer, cancellation, console);
  }

  /** These options with a way to stop the execution. */
  public ExecutionOptions with(Cancellation newCancellation) {
    return new ExecutionOptions(tracer, newCancellation, console);
  }

  /** These options with a receiver of console output. */
  public ExecutionOptions withConsole(Consumer<String> newConsole) {
    return new ExecutionOptions(tracer, cancellation, newConsole);
  }
}
