package dev.assay.conformance.bench.calibrate;

import dev.assay.metering.GasSchedule;
import dev.assay.metering.GasSchedules;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Limit;
import dev.assay.vm.Limits;
import dev.assay.vm.Tier;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.ResourceLimits;
import java.util.function.ToLongFunction;

/**
 * An instruction in a loop. A step is the instruction with its operands fetched from variables and
 * its result put into one; the engine folds that into the instruction, so all of the step's time is
 * held against the instruction's own price.
 *
 * @param opcode what is measured
 * @param variant which circumstances
 * @param units the run-time length or number of parts
 * @param module exports {@code run}, which takes the rounds
 * @param steps how often a round does it
 * @param freshEachRun whether an instance can run it only once, as with growth
 * @param price what a step costs
 */
record InstructionSubject(
    Opcode opcode,
    String variant,
    int units,
    Code module,
    int steps,
    boolean freshEachRun,
    ToLongFunction<GasSchedule> price)
    implements Subject {
  /** Every feature, and no contract's limits but the one that shapes compiled code. */
  private static final EngineConfig CONFIG =
      EngineConfig.DEFAULT
          .with(GasSchedules.ASSAY_1)
          .with(
              Limits.WIDE.with(
                  Limit.MEMORY_PAGES,
                  GasSchedules.ASSAY_1.rules().limits().of(Limit.MEMORY_PAGES)));

  private static final ResourceLimits ROOM = new ResourceLimits(1 << 20, 1 << 10, 1 << 20);

  /** The bytes of a module. */
  @SuppressWarnings("ArrayRecordComponent") // written once, read by the engine
  record Code(byte[] bytes) {}

  @Override
  public Kind kind() {
    return Kind.INSTRUCTION;
  }

  @Override
  public String name() {
    return opcode == Opcode.SELECT_TYPED ? "select (typed)" : opcode.mnemonic();
  }

  @Override
  public long ink(GasSchedule schedule) {
    return price.applyAsLong(schedule);
  }

  @Override
  public Program load(Tier tier) {
    Engine engine = new Engine(CONFIG.with(tier));
    CodeUnit unit = engine.load(module.bytes());
    return freshEachRun ? new Fresh(engine, unit, steps) : new Loop(instance(engine, unit), steps);
  }

  private static Instance instance(Engine engine, CodeUnit unit) {
    return engine.instantiate(unit, Imports.NONE, ROOM, GasTank.unlimited(), null).orThrow();
  }

  private record Loop(Instance instance, int steps) implements Program {
    @Override
    public void run(int rounds) {
      instance.store().tank().remaining(Long.MAX_VALUE);
      instance.invoke("run", rounds);
    }
  }

  /** A round is an instance of its own. */
  private record Fresh(Engine engine, CodeUnit unit, int steps) implements Program {
    @Override
    public void run(int rounds) {
      for (int i = 0; i < rounds; i++) {
        instance(engine, unit).invoke("run", 1);
      }
    }

    @Override
    public void idle(int rounds) {
      for (int i = 0; i < rounds; i++) {
        instance(engine, unit).invoke("run", 0);
      }
    }
  }
}
