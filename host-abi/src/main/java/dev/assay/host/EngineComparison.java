package dev.assay.host;

import dev.assay.state.world.WorldState;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Executes the same thing on each engine over the same state, and compares all that can be seen:
 * status, gas, output, logs, every message and host call with its ink, the memories and globals of
 * every frame that returned, where a trap was. The state is left as the second execution made it.
 */
final class EngineComparison {
  private final WorldState world;
  private final ExecutionOptions options;
  private final Supplier<String> name;
  private final int start;

  /**
   * A comparison.
   *
   * @param name what is executed, for the error
   */
  EngineComparison(WorldState world, ExecutionOptions options, Supplier<String> name) {
    this.world = world;
    this.options = options;
    this.name = name;
    this.start = world.checkpoint();
  }

  /**
   * The outcome that both engines agree on.
   *
   * @throws EnginesDiffer when they do not
   */
  CallOutcome run(Function<ExecutionOptions, CallOutcome> execution) {
    EngineWitness interpreted = EngineWitness.counting();
    CallOutcome expected = interpret(execution, interpreted);
    EngineWitness compiled = EngineWitness.counting();
    CallOutcome outcome = again(execution, compiled, options);
    int difference = interpreted.firstDifference(compiled);
    if (difference >= 0 && !isCancelled(expected) && !isCancelled(outcome)) {
      throw difference(execution, difference);
    }
    return outcome;
  }

  private CallOutcome interpret(
      Function<ExecutionOptions, CallOutcome> execution, EngineWitness witness) {
    return again(execution, witness, options.withConsole(line -> {}).withoutCompiledCode());
  }

  private CallOutcome again(
      Function<ExecutionOptions, CallOutcome> execution,
      EngineWitness witness,
      ExecutionOptions with) {
    world.rollback(start);
    CallOutcome outcome = execution.apply(with.with(witness));
    witness.ended(outcome);
    return outcome;
  }

  /** An engine that was stopped from outside has nothing to compare. */
  private static boolean isCancelled(CallOutcome outcome) {
    return outcome instanceof CallOutcome.Failed failed && failed.failure() == Failure.CANCELLED;
  }

  /** Executes once more on each to tell what differed. */
  private EnginesDiffer difference(
      Function<ExecutionOptions, CallOutcome> execution, int difference) {
    EngineWitness interpreted = EngineWitness.of(difference, true);
    interpret(execution, interpreted);
    EngineWitness compiled = EngineWitness.of(difference, false);
    again(execution, compiled, options.withConsole(line -> {}));
    world.rollback(start);
    return new EnginesDiffer(
        name.get(), interpreted.place(), interpreted.words(), compiled.words());
  }
}
