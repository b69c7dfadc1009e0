package dev.assay.vm.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.code.Ir;
import dev.assay.vm.encode.CodeBuilder;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.runtime.ResourceLimits;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Instructions that the translator joins do what they did apart, also when one of them traps or
 * cannot be paid. Where somebody listens nothing is joined: that is what the joined ones are
 * compared with.
 */
class FusionTest {
  private static final int PAGE = 1 << 16;

  private static final class Costs implements InstructionCosts {
    @Override
    public String id() {
      return "fusion";
    }

    @Override
    public long cost(Opcode opcode) {
      return 1 + opcode.ordinal() % 7;
    }
  }

  private static final Engine ENGINE = new Engine(EngineConfig.DEFAULT.with(new Costs()));

  /** What can be seen of a run from outside. */
  private record Ending(@Nullable TrapCode code, int offset, long ink, long result, int memory) {}

  /** memory[a] += x * memory[b] */
  @Test
  void aProductAddedToMemory() {
    compare(
        Ir.F64_ACCUMULATE,
        code -> code.get(0).get(0).access(Opcode.F64_LOAD, 8).get(2).get(1),
        code -> code.access(Opcode.F64_LOAD, 16));
  }

  /** memory[a] += x * memory[b - 8] */
  @Test
  void aProductAddedToMemoryWithADistance() {
    compare(
        Ir.F64_ACCUMULATE,
        code -> code.get(0).get(0).access(Opcode.F64_LOAD, 8).get(2).get(1),
        code -> code.i32(-8).op(Opcode.I32_ADD).access(Opcode.F64_LOAD, 0));
  }

  /** memory[a] += x * memory[c = b + d] */
  @Test
  void aProductAddedToMemoryWithASumOfRegisters() {
    compare(
        Ir.F64_ACCUMULATE_SUM,
        code -> code.get(0).get(0).access(Opcode.F64_LOAD, 8).get(2).get(1),
        code -> code.get(3).op(Opcode.I32_ADD).tee(4).access(Opcode.F64_LOAD, 0));
  }

  /** memory[a] += x * memory[a = b + d]: the place is the old one. */
  @Test
  void thePlaceIsTheOneBeforeTheSum() {
    compare(
        Ir.F64_LOAD_MUL_ADD,
        code -> code.get(0).get(0).access(Opcode.F64_LOAD, 8).get(2).get(1),
        code -> code.get(3).op(Opcode.I32_ADD).tee(0).access(Opcode.F64_LOAD, 0));
  }

  /** memory[a] = memory[b] + x * memory[b]: another place than the summand's. */
  @Test
  void aSumThatGoesElsewhere() {
    compare(
        Ir.F64_LOAD_MUL_ADD,
        code -> code.get(0).get(1).access(Opcode.F64_LOAD, 8).get(2).get(1),
        code -> code.access(Opcode.F64_LOAD, 0));
  }

  /** The result mixes all locals, so that each must be right at the end. */
  private static void compare(
      int operation, Consumer<CodeBuilder> before, Consumer<CodeBuilder> load) {
    ModuleBuilder module = new ModuleBuilder();
    module.memory(1);
    module.exportedFunction(
        "run",
        "i32 i32 f64 i32 -> i32",
        code -> {
          code.locals(NumberType.I32, 1);
          before.accept(code);
          load.accept(code);
          code.op(Opcode.F64_MUL).op(Opcode.F64_ADD).access(Opcode.F64_STORE, 8);
          code.get(0).get(1).op(Opcode.I32_ADD).get(4).op(Opcode.I32_XOR);
        });
    CodeUnit unit = ENGINE.load(module.build());
    assertTrue(Arrays.stream(unit.translation().code()).anyMatch(word -> word == operation));
    for (int place : List.of(0, PAGE - 16, PAGE - 15, -8)) {
      for (int other : List.of(8, PAGE - 24, PAGE - 23, PAGE - 8, PAGE - 7, -4096)) {
        for (int distance : List.of(0, 4096)) {
          everyLimit(unit, place, other, distance);
        }
      }
    }
  }

  private static void everyLimit(CodeUnit unit, int place, int other, int distance) {
    Ending full = run(unit, Long.MAX_VALUE, place, other, distance, false);
    assertEquals(full, run(unit, Long.MAX_VALUE, place, other, distance, true));
    for (long limit = 0; limit <= full.ink; limit++) {
      Ending apart = run(unit, limit, place, other, distance, true);
      Ending joined = run(unit, limit, place, other, distance, false);
      boolean dead = apart.code == TrapCode.OUT_OF_GAS;
      assertEquals(dead ? withoutMemory(apart) : apart, dead ? withoutMemory(joined) : joined);
    }
  }

  /** Nobody can read an instance that ran out of gas. */
  private static Ending withoutMemory(Ending ending) {
    return new Ending(ending.code, ending.offset, ending.ink, ending.result, 0);
  }

  private static Ending run(
      CodeUnit unit, long limit, int place, int other, int distance, boolean observed) {
    ExecutionListener listener = observed ? new ExecutionListener() {} : null;
    GasTank tank = GasTank.of(limit);
    Instance instance =
        ENGINE.instantiate(unit, Imports.NONE, ResourceLimits.DEFAULT, tank, listener).orThrow();
    byte[] memory = instance.memory(0).bytes();
    for (int i = 0; i < PAGE; i++) {
      memory[i] = (byte) (i * 31 >> 3);
    }
    long factor = Double.doubleToRawLongBits(1.5);
    try {
      long result = instance.invoke("run", place, other, factor, distance)[0];
      return new Ending(null, 0, limit - tank.remaining(), result, sum(memory));
    } catch (Trap trap) {
      return new Ending(trap.code(), trap.offset(), trap.ink(), 0, sum(memory));
    } finally {
      instance.store().close();
    }
  }

  private static int sum(byte[] memory) {
    return Arrays.hashCode(Arrays.copyOf(memory, PAGE));
  }
}
