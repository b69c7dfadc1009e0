package dev.assay.vm.jit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Tier;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.exec.WasmBytes;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.runtime.LinearMemory;
import dev.assay.vm.runtime.ResourceLimits;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Depth on either stack, unloading, cancellation; the rest is compared with the interpreter. */
class CompilerTest {
  private static final long INK = 10_000_000;
  private static final int I64_LOAD = 0x29;

  private static CodeUnit load(byte[] module, Tier tier) {
    return new Engine(EngineConfig.DEFAULT.with(tier)).load(module);
  }

  private static Instance instance(CodeUnit unit, ResourceLimits limits, GasTank tank) {
    return new Engine(EngineConfig.DEFAULT)
        .instantiate(unit, Imports.NONE, limits, tank, null)
        .orThrow();
  }

  /** f(n) = n == 0 ? 0 : f(n - 1) + 1, with so many locals. */
  private static byte[] recursion(int locals) {
    WasmBytes wasm = new WasmBytes();
    int[] code = {
      0x20, 0, 0x45, 0x04, 0x40, 0x41, 0, 0x0F, 0x0B, 0x20, 0, 0x41, 1, 0x6B, 0x10, 0, 0x41, 1, 0x6A
    };
    wasm.function("f", wasm.type(1, 1), locals, code);
    return wasm.build();
  }

  /** How a call ended: a result, or a trap with its place. */
  private record Ending(String what, long ink, List<?> backtrace) {}

  private static Ending run(Tier tier, byte[] module, ResourceLimits limits, long argument) {
    GasTank tank = GasTank.of(INK);
    Instance instance = instance(load(module, tier), limits, tank);
    try {
      long result = instance.invoke("f", argument)[0];
      return new Ending("" + result, INK - tank.remaining(), List.of());
    } catch (Trap trap) {
      return new Ending(trap.message(), trap.ink(), trap.backtrace());
    }
  }

  /** From all of the recursion on the Java stack to none of it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 100, 1_000, 8_192})
  void depthIsTheSameWhereverTheFramesStand(int javaSlots) {
    ResourceLimits limits = new ResourceLimits(8_000, 1, 1, javaSlots);
    for (int locals : new int[] {0, 50, 120}) {
      byte[] module = recursion(locals);
      for (long depth : new long[] {0, 5, 60, 70, 500, 900}) {
        Ending expected = run(Tier.INTERPRETER, module, limits, depth);
        assertEquals(expected, run(Tier.COMPILER, module, limits, depth), locals + " " + depth);
      }
    }
  }

  /** As deep as a million slots go, on a thread with the stack that everybody has. */
  @Test
  void theJavaStackIsNeverTheLimit() {
    for (int locals : new int[] {0, 100, 127}) {
      byte[] module = recursion(locals);
      Ending expected = run(Tier.INTERPRETER, module, ResourceLimits.DEFAULT, 1_000_000);
      assertEquals(TrapCode.CALL_STACK_EXHAUSTED.message(), expected.what);
      assertEquals(expected, run(Tier.COMPILER, module, ResourceLimits.DEFAULT, 1_000_000));
    }
  }

  /** f(address) grows the memory by a page twice, then loads with an opcode and an offset. */
  private static byte[] growingLoad(int pages, int opcode, int offset) {
    WasmBytes wasm = new WasmBytes().memory(pages, 9);
    int[] grow = {0x41, 1, 0x40, 0, 0x1A, 0x41, 1, 0x40, 0, 0x1A, 0x20, 0, opcode, 0, offset};
    int[] code = Arrays.copyOf(grow, opcode == I64_LOAD ? grow.length + 1 : grow.length);
    if (opcode == I64_LOAD) {
      code[grow.length] = 0xA7;
    }
    wasm.function("f", wasm.type(1, 1), 0, code);
    return wasm.build();
  }

  /** A memory grown to three pages stands in an array of four. */
  @ParameterizedTest
  @CsvSource({"0x2D, 1", "0x2F, 2", "0x28, 4", "0x29, 8"})
  void memoryEndsWhereItsSizeSaysAndNotItsArray(int opcode, int width) {
    int end = 3 * LinearMemory.PAGE_BYTES;
    for (int offset : new int[] {0, 4}) {
      byte[] module = growingLoad(1, opcode, offset);
      int last = end - width - offset;
      assertEquals("0", run(Tier.COMPILER, module, ResourceLimits.DEFAULT, last).what);
      for (long address : new long[] {last + 1, end, end + 65_528, 0x7FFF_FFFF, -1, -4}) {
        Ending expected = run(Tier.INTERPRETER, module, ResourceLimits.DEFAULT, address);
        assertEquals(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS.message(), expected.what);
        assertEquals(expected, run(Tier.COMPILER, module, ResourceLimits.DEFAULT, address));
      }
    }
  }

  @Test
  @Timeout(60)
  void compiledCodeUnloads() throws InterruptedException {
    WeakReference<CompiledModule> gone = compileAndForget();
    while (gone.get() != null) {
      System.gc();
      Thread.sleep(10);
    }
    assertNull(gone.get());
  }

  private static WeakReference<CompiledModule> compileAndForget() {
    CodeUnit unit = load(recursion(1), Tier.INTERPRETER);
    CompiledModule compiled = Compiler.compile(unit);
    assertNull(compiled.refusal(0));
    unit.compiled(compiled);
    Instance instance = instance(unit, ResourceLimits.DEFAULT, GasTank.of(INK));
    assertArrayEquals(new long[] {7}, instance.invoke("f", 7));
    return new WeakReference<>(compiled);
  }

  @Test
  @Timeout(60)
  void aLoopThatCostsNothingCanBeCancelled() throws InterruptedException {
    WasmBytes wasm = new WasmBytes();
    wasm.function("f", wasm.type(1, 1), 0, 0x03, 0x40, 0x0C, 0, 0x0B, 0x41, 1);
    EngineConfig config = EngineConfig.DEFAULT.with(InstructionCosts.FREE).with(Tier.COMPILER);
    CodeUnit unit = new Engine(config).load(wasm.build());
    Instance instance = instance(unit, ResourceLimits.DEFAULT, GasTank.unlimited());
    Thread other = new Thread(() -> cancelLater(instance));
    other.start();
    Trap trap = assertThrows(Trap.class, () -> instance.invoke("f", 1));
    assertEquals(TrapCode.CANCELLED, trap.code());
    other.join();
  }

  private static void cancelLater(Instance instance) {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    instance.store().cancel();
  }
}
