package dev.assay.host;

import dev.assay.host.precompile.Precompile;
import dev.assay.state.types.Address;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an embedder may attach to an execution. Nothing here changes a result, except that a
 * cancelled execution has none, and that a simulation may look for precompiled contracts elsewhere.
 *
 * @param tracer watches messages, host calls and guest code; null for nobody
 * @param cancellation stops it from outside; null for never
 * @param console receives what contracts print; null to drop it
 * @param precompiles where precompiled contracts are; null for where they are by the standard
 * @param interpreted whether guest code is interpreted though it has been compiled
 * @param contractsMaySend whether a transaction's sender may have code, as nobody signed for it
 */
public record ExecutionOptions(
    @Nullable CallTracer tracer,
    @Nullable Cancellation cancellation,
    @Nullable Consumer<String> console,
    @Nullable PrecompilePlaces precompiles,
    boolean contractsMaySend,
    boolean interpreted) {
  /** Nothing attached. */
  public static final ExecutionOptions NONE =
      new ExecutionOptions(null, null, null, null, false, false);

  /** These options with a tracer. */
  public ExecutionOptions with(CallTracer newTracer) {
    return new ExecutionOptions(
        newTracer, cancellation, console, precompiles, contractsMaySend, interpreted);
  }

  /** These options with a way to stop the execution. */
  public ExecutionOptions with(Cancellation newCancellation) {
    return new ExecutionOptions(
        tracer, newCancellation, console, precompiles, contractsMaySend, interpreted);
  }

  /** These options with a receiver of console output. */
  public ExecutionOptions withConsole(Consumer<String> newConsole) {
    return new ExecutionOptions(
        tracer, cancellation, newConsole, precompiles, contractsMaySend, interpreted);
  }

  /** These options with precompiled contracts in other places: for simulations alone. */
  public ExecutionOptions withPrecompiles(PrecompilePlaces newPrecompiles) {
    return new ExecutionOptions(
        tracer, cancellation, console, newPrecompiles, contractsMaySend, interpreted);
  }

  /** These options for a transaction that nobody signed: its sender may have code (EIP-3607). */
  public ExecutionOptions withContractSenders() {
    return new ExecutionOptions(tracer, cancellation, console, precompiles, true, interpreted);
  }

  /** These options for the interpreter alone. */
  public ExecutionOptions withoutCompiledCode() {
    return new ExecutionOptions(tracer, cancellation, console, precompiles, contractsMaySend, true);
  }

  /** Finds precompiled contracts. */
  @FunctionalInterface
  public interface PrecompilePlaces {
    /** The one at an address. */
    Optional<Precompile> at(Address address);
  }

  /** The precompiled contract at an address, or null. */
  public @Nullable Precompile precompile(Address address) {
    return precompiles == null
        ? Precompile.at(address.toArray())
        : precompiles.at(address).orElse(null);
  }
}
