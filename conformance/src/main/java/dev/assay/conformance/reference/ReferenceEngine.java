package dev.assay.conformance.reference;

import dev.assay.conformance.reference.Outcome.Ending;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.module.ValueType;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.runtime.ResourceLimits;
import dev.assay.vm.validate.ValidModule;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a {@link Scenario} on the naive machine. It recurses in Java for every Wasm call, so the
 * call stack of its limits must stay small (some thousand slots).
 */
public final class ReferenceEngine implements EngineUnderTest {
  private final InstructionCosts costs;
  private final ResourceLimits limits;

  /** An engine with these prices and limits. */
  public ReferenceEngine(InstructionCosts costs, ResourceLimits limits) {
    this.costs = costs;
    this.limits = limits;
  }

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public Outcome run(Scenario scenario, long inkLimit) {
    return run(scenario, inkLimit, new ArrayList<>());
  }

  /**
   * The same, and notes what had been consumed before each instruction: the limits at which
   * something changes.
   */
  public Outcome run(Scenario scenario, long inkLimit, List<Long> milestones) {
    return new Run(scenario, inkLimit, milestones).outcome();
  }

  private final class Run {
    private final Scenario scenario;
    private final ValidModule valid;
    private final List<String> transcript = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    private final ReferenceMachine machine;

    Run(Scenario scenario, long inkLimit, List<Long> milestones) {
      this.scenario = scenario;
      this.valid = scenario.valid();
      this.machine =
          new ReferenceMachine(valid, costs, limits, inkLimit, transcript::add, milestones::add);
    }

    Outcome outcome() {
      boolean ready = ended(FunctionType.EMPTY, machine::instantiate);
      if (ready) {
        for (Scenario.Call call : scenario.calls()) {
          FunctionType type = valid.module().functions().get(call.function());
          ended(type, () -> machine.call(call.function(), Scenario.values(type, call.arguments())));
          if (endings.getLast().outOfGas()) {
            break;
          }
        }
      }
      boolean dead = !ready || endings.getLast().outOfGas();
      return new Outcome(endings, transcript, dead ? null : machine.state());
    }

    private boolean ended(FunctionType type, Runnable action) {
      try {
        action.run();
        endings.add(new Ending(null, -1, -1, machine.inkUsed(), results(type.results())));
        return true;
      } catch (Trap trap) {
        endings.add(
            new Ending(
                trap.code(), machine.function(), machine.offset(), machine.inkUsed(), List.of()));
        machine.reset();
        return false;
      }
    }

    private List<String> results(List<ValueType> types) {
      return machine.takeResults(types.size()).stream().map(Value::toString).toList();
    }
  }
}
