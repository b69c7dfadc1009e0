package dev.assay.vm.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.ExecutionListener;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.runtime.ResourceLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * For every limit from 0 to the full cost, a run ends as if instructions had been charged one by
 * one. What the instructions are is known from a listener; the arithmetic is done here.
 */
class GasExactnessTest {
  private static final long MOST = 0xFFFF_FFFFL;

  private record Costs(String id, long factor) implements InstructionCosts {
    @Override
    public long cost(Opcode opcode) {
      return factor == 0 ? MOST : 1 + opcode.ordinal() * factor % 23;
    }

    @Override
    public long costPerUnit(Opcode opcode) {
      return 3;
    }
  }

  private record Step(int offset, long price) {}

  private record Ending(@Nullable TrapCode code, int offset, long ink, long result, long calls) {}

  /** Loops, branches, a table, calls, a host call, and a division by the second parameter. */
  private static byte[] module() {
    WasmBytes wasm = new WasmBytes();
    int unary = wasm.type(1, 1);
    int binary = wasm.type(2, 1);
    int host = wasm.imported("double", unary);
    int choose =
        wasm.function(
            "choose",
            unary,
            0,
            // block block block local.get 0; br_table 0 1 2 end i32.const 10 return end ...
            0x02,
            0x40,
            0x02,
            0x40,
            0x02,
            0x40,
            0x20,
            0,
            0x0E,
            2,
            0,
            1,
            2,
            0x0B,
            0x41,
            10,
            0x0F,
            0x0B,
            0x41,
            20,
            0x0F,
            0x0B,
            0x20,
            0,
            0x10,
            host);
    wasm.function(
        "main",
        binary,
        2,
        // loop: sum = sum + choose(i & 3); if (i == 2) sum = sum + sum else nop
        0x03,
        0x40,
        0x20,
        3,
        0x20,
        2,
        0x41,
        3,
        0x71,
        0x10,
        choose,
        0x6A,
        0x21,
        3,
        0x20,
        2,
        0x41,
        2,
        0x46,
        0x04,
        0x40,
        0x20,
        3,
        0x20,
        3,
        0x6A,
        0x21,
        3,
        0x05,
        0x01,
        0x0B,
        // mem[i * 4] = sum; i = i + 1; br_if i != n
        0x20,
        2,
        0x41,
        2,
        0x74,
        0x20,
        3,
        0x36,
        2,
        0,
        0x20,
        2,
        0x41,
        1,
        0x6A,
        0x22,
        2,
        0x20,
        0,
        0x47,
        0x0D,
        0,
        0x0B,
        // memory.fill(0, 7, 5); (sum / d) + mem[0]
        0x41,
        0,
        0x41,
        7,
        0x41,
        5,
        0xFC,
        11,
        0,
        0x20,
        3,
        0x20,
        1,
        0x6D,
        0x41,
        0,
        0x28,
        2,
        0,
        0x6A);
    return wasm.memory(1, 2).build();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 0})
  void everyLimitEndsAsIfChargedOneByOne(long factor) {
    Costs costs = new Costs("test" + factor, factor);
    for (long divisor : new long[] {5, 0}) {
      CodeUnit unit = new Engine(EngineConfig.DEFAULT.with(costs)).load(module());
      List<Step> steps = steps(unit, costs, divisor);
      Ending full = run(unit, Long.MAX_VALUE, divisor);
      long total = steps.stream().mapToLong(Step::price).sum();
      assertEquals(total, full.ink);
      long stride = factor == 0 ? MOST / 3 : 1;
      for (long limit = 0; limit < total; limit += stride) {
        assertOutOfGas(run(unit, limit, divisor), steps, limit);
      }
      Ending exact = run(unit, total, divisor);
      assertEquals(full, exact);
    }
  }

  private static void assertOutOfGas(Ending ending, List<Step> steps, long limit) {
    long left = limit;
    int unpaid = 0;
    while (left >= steps.get(unpaid).price) {
      left -= steps.get(unpaid++).price;
    }
    assertEquals(TrapCode.OUT_OF_GAS, ending.code, "limit " + limit);
    assertEquals(steps.get(unpaid).offset, ending.offset, "limit " + limit);
    assertEquals(limit, ending.ink);
  }

  /** The instructions of a run in order; the fill's bytes are part of its price. */
  private static List<Step> steps(CodeUnit unit, InstructionCosts costs, long divisor) {
    List<Step> steps = new ArrayList<>();
    ExecutionListener listener =
        new ExecutionListener() {
          @Override
          public void instruction(
              Instance instance, int function, int offset, Opcode opcode, long ink) {
            long bytes = opcode == Opcode.MEMORY_FILL ? 5 * costs.costPerUnit(opcode) : 0;
            steps.add(new Step(offset, costs.cost(opcode) + bytes));
          }
        };
    end(unit, Long.MAX_VALUE, divisor, listener);
    return steps;
  }

  private static Ending run(CodeUnit unit, long limit, long divisor) {
    return end(unit, limit, divisor, null);
  }

  private static Ending end(
      CodeUnit unit, long limit, long divisor, @Nullable ExecutionListener listener) {
    GasTank tank = GasTank.of(limit);
    long[] calls = new long[1];
    HostFunction twice =
        HostFunction.of(
            unit.module().functions().getFirst(),
            (caller, frame, base) -> {
              calls[0] = calls[0] * 31 + tank.remaining() % 1_000_003;
              frame[base] = 2L * (int) frame[base];
            });
    Imports imports = Imports.builder().function("env", "double", twice).build();
    Instance instance =
        new Engine(EngineConfig.DEFAULT)
            .instantiate(unit, imports, ResourceLimits.DEFAULT, tank, listener)
            .orThrow();
    try {
      long result = instance.invoke("main", 6, divisor)[0];
      return new Ending(null, 0, limit - tank.remaining(), result, limit == 0 ? 0 : 1);
    } catch (Trap trap) {
      assertEquals(limit - tank.remaining(), trap.ink());
      return new Ending(trap.code(), trap.offset(), trap.ink(), 0, 1);
    }
  }

  @Test
  void divisionByZeroIsChargedUpToTheDivision() {
    CodeUnit unit = new Engine(EngineConfig.DEFAULT.with(new Costs("x", 7))).load(module());
    Ending ending = run(unit, 1_000_000, 0);
    assertEquals(TrapCode.INTEGER_DIVIDE_BY_ZERO, ending.code);
    assertEquals(0x6D, unit.module().bytes()[ending.offset]);
  }

  @Test
  void aHugeFillCostsTheLimitAndNoTime() {
    WasmBytes wasm = new WasmBytes();
    int type = wasm.type(0, 0);
    // memory.fill(0, 0, -1): 4 GiB - 1
    wasm.function("fill", type, 0, 0x41, 0, 0x41, 0, 0x41, 0x7F, 0xFC, 11, 0);
    CodeUnit unit =
        new Engine(EngineConfig.DEFAULT.with(new Costs("x", 1))).load(wasm.memory(1, 1).build());
    GasTank tank = GasTank.of(10_000);
    Instance instance =
        new Engine(EngineConfig.DEFAULT)
            .instantiate(unit, Imports.NONE, ResourceLimits.DEFAULT, tank, null)
            .orThrow();
    Trap trap = trap(instance, "fill");
    assertEquals(TrapCode.OUT_OF_GAS, trap.code());
    assertEquals(10_000, trap.ink());
  }

  private static Trap trap(Instance instance, String name) {
    try {
      instance.invoke(name);
    } catch (Trap trap) {
      return trap;
    }
    throw new AssertionError("no trap");
  }

  @Test
  void prepaidBlocksAreNotSettledAtTraps() {
    InstructionCosts prepaid =
        new InstructionCosts() {
          @Override
          public String id() {
            return "prepaid";
          }

          @Override
          public long cost(Opcode opcode) {
            return 10;
          }

          @Override
          public boolean blockPrepaid() {
            return true;
          }

          @Override
          public long blockHeader() {
            return 1_000;
          }
        };
    WasmBytes wasm = new WasmBytes();
    int type = wasm.type(1, 1);
    // 1 / x; drop; 1; end: one block of six instructions
    wasm.function("f", type, 0, 0x41, 1, 0x20, 0, 0x6D, 0x1A, 0x41, 1);
    CodeUnit unit = new Engine(EngineConfig.DEFAULT.with(prepaid)).load(wasm.build());
    for (long argument : new long[] {0, 1}) {
      GasTank tank = GasTank.of(5_000);
      Instance instance =
          new Engine(EngineConfig.DEFAULT)
              .instantiate(unit, Imports.NONE, ResourceLimits.DEFAULT, tank, null)
              .orThrow();
      try {
        instance.invoke("f", argument);
        assertEquals(1, argument);
      } catch (Trap trap) {
        assertEquals(TrapCode.INTEGER_DIVIDE_BY_ZERO, trap.code());
      }
      assertEquals(5_000 - 1_060, tank.remaining());
    }
    assertTrue(unit.prepaid());
  }
}
