package dev.assay.vm.jit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.Limits;
import dev.assay.vm.Tier;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.exec.WasmBytes;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.InstructionCosts;
import dev.assay.vm.runtime.LinearMemory;
import dev.assay.vm.runtime.ResourceLimits;
import java.io.ByteArrayOutputStream;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    return run("f", tier, module, limits, argument);
  }

  private static Ending run(
      String function, Tier tier, byte[] module, ResourceLimits limits, long argument) {
    GasTank tank = GasTank.of(INK);
    return ending(function, instance(load(module, tier), limits, tank), tank, argument);
  }

  private static Ending ending(Instance instance, GasTank tank, long argument) {
    return ending("f", instance, tank, argument);
  }

  private static Ending ending(String function, Instance instance, GasTank tank, long argument) {
    long ink = tank.remaining();
    try {
      long result = instance.invoke(function, argument)[0];
      return new Ending("" + result, ink - tank.remaining(), List.of());
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
    WasmBytes wasm = new WasmBytes().memory(pages, 400);
    int[] grow = {0x41, 1, 0x40, 0, 0x1A, 0x41, 1, 0x40, 0, 0x1A, 0x20, 0, opcode, 0, offset};
    int[] code = Arrays.copyOf(grow, opcode == I64_LOAD ? grow.length + 1 : grow.length);
    if (opcode == I64_LOAD) {
      code[grow.length] = 0xA7;
    }
    wasm.function("f", wasm.type(1, 1), 0, code);
    return wasm.build();
  }

  /** How a memory of three pages, grown from one, stands in its array. */
  private enum Form {
    EXACT(Limits.CONTRACT, LinearMemory.MOST_EXACT_PAGES),
    WITH_RESERVE(Limits.WIDE, LinearMemory.MOST_EXACT_PAGES + 1),
    /** Code for exact memories with one that is not: the interpreter runs it. */
    NOT_AS_COMPILED(Limits.CONTRACT, LinearMemory.MOST_EXACT_PAGES + 1);

    private final Limits limits;
    private final int mostPages;

    Form(Limits limits, int mostPages) {
      this.limits = limits;
      this.mostPages = mostPages;
    }

    Ending run(Tier tier, byte[] module, long argument) {
      EngineConfig config = EngineConfig.DEFAULT.with(limits).with(tier);
      GasTank tank = GasTank.of(INK);
      ResourceLimits pages = ResourceLimits.DEFAULT.withMemoryPages(mostPages);
      return ending(instance(new Engine(config).load(module), pages, tank), tank, argument);
    }
  }

  @ParameterizedTest
  @CsvSource({"0x2D, 1", "0x2F, 2", "0x28, 4", "0x29, 8"})
  void memoryEndsWhereItsSizeSaysAndNotItsArray(int opcode, int width) {
    int end = 3 * LinearMemory.PAGE_BYTES;
    for (Form form : Form.values()) {
      for (int offset : new int[] {0, 4}) {
        byte[] module = growingLoad(1, opcode, offset);
        int last = end - width - offset;
        assertEquals("0", form.run(Tier.COMPILER, module, last).what);
        for (long address : new long[] {last + 1, end, end + 65_528, 0x7FFF_FFFF, -1, -4}) {
          Ending expected = form.run(Tier.INTERPRETER, module, address);
          assertEquals(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS.message(), expected.what);
          assertEquals(expected, form.run(Tier.COMPILER, module, address), form.name());
        }
      }
    }
  }

  /** Each instruction at a price near the highest that is charged together with others. */
  private record High(String id) implements InstructionCosts {
    @Override
    public long cost(Opcode opcode) {
      return 20_000_000;
    }
  }

  private static Ending runHigh(Tier tier, byte[] module, long ink, long argument) {
    CodeUnit unit = new Engine(EngineConfig.DEFAULT.with(new High("high")).with(tier)).load(module);
    GasTank tank = GasTank.of(ink);
    return ending(instance(unit, ResourceLimits.DEFAULT, tank), tank, argument);
  }

  /** f(n) = n turns of a loop, or n calls of f(0) when it is asked for calls. */
  private static byte[] turns(boolean calls) {
    WasmBytes wasm = new WasmBytes();
    int type = wasm.type(1, 1);
    int[] body = calls ? new int[] {0x41, 0, 0x10, 0, 0x1A} : new int[0];
    int[] start = {0x20, 0, 0x45, 0x04, 0x40, 0x41, 0, 0x0F, 0x0B, 0x03, 0x40};
    int[] end = {0x20, 0, 0x41, 1, 0x6B, 0x22, 0, 0x0D, 0, 0x0B, 0x41, 9};
    int[] code = Stream.of(start, body, end).flatMapToInt(IntStream::of).toArray();
    wasm.function("f", type, 0, code);
    return wasm.build();
  }

  /** Many turns are found paid at once while there is enough, and the last ones one by one. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gasEndsInTheSameTurn(boolean calls) {
    byte[] module = turns(calls);
    for (long turns : new long[] {1, Turns.MOST - 1, Turns.MOST, Turns.MOST + 1, 3_000}) {
      long price = runHigh(Tier.INTERPRETER, module, Long.MAX_VALUE, turns).ink;
      assertEquals(price, runHigh(Tier.COMPILER, module, Long.MAX_VALUE, turns).ink);
      for (long less : new long[] {0, 1, 19_999_999, 20_000_000, 300_000_000, price / 3}) {
        Ending expected = runHigh(Tier.INTERPRETER, module, Math.max(0, price - less), turns);
        assertEquals(
            expected,
            runHigh(Tier.COMPILER, module, Math.max(0, price - less), turns),
            less + " less");
      }
    }
  }

  /** f(n) counts the turns of a loop that adds a step to n until that equals a limit. */
  private static byte[] countUntilEqual(int step, int limit) {
    WasmBytes wasm = new WasmBytes();
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    code.writeBytes(new byte[] {0x03, 0x40, 0x20, 1, 0x41, 1, 0x6A, 0x21, 1, 0x20, 0, 0x41});
    signed(code, step);
    code.writeBytes(new byte[] {0x6A, 0x22, 0, 0x41});
    signed(code, limit);
    code.writeBytes(new byte[] {0x47, 0x0D, 0, 0x0B, 0x20, 1});
    byte[] bytes = code.toByteArray();
    wasm.function(
        "f",
        wasm.type(1, 1),
        1,
        IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xFF).toArray());
    return wasm.build();
  }

  private static void signed(ByteArrayOutputStream out, int value) {
    long rest = value;
    while (rest < -64 || rest > 63) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>= 7;
    }
    out.write((int) (rest & 0x7F));
  }

  /** Past the limit, around the end of the numbers, and back to it. */
  @ParameterizedTest
  @CsvSource({
    "16, 1024, 0",
    "-16, 0, 1024",
    "0x30000000, 0x10000000, 0",
    "-0x30000000, 0x10000000, 5",
    "0x30000000, 0, 0x20000000",
    "-0x10000000, 0x70000000, 0x60000000"
  })
  void aLoopUntilEqualityTurnsAsOftenAsItShould(int step, int limit, int start) {
    byte[] module = countUntilEqual(step, limit);
    Ending expected = run(Tier.INTERPRETER, module, ResourceLimits.DEFAULT, start);
    assertEquals(expected, run(Tier.COMPILER, module, ResourceLimits.DEFAULT, start));
  }

  /**
   * f(n) = g(n), and g(n) calls f(n - 1) in its place, directly or through a table, until n is 0;
   * then it divides by what is left.
   */
  private static byte[] tailCalls(boolean indirect) {
    WasmBytes wasm = new WasmBytes().table(2, 0, 1);
    int type = wasm.type(1, 1);
    int[] start = {0x20, 0, 0x45, 0x04, 0x40, 0x41, 7, 0x20, 0, 0x6D, 0x0F, 0x0B};
    int[] rest = {0x20, 0, 0x41, 1, 0x6B};
    int[] last = indirect ? new int[] {0x41, 0, 0x13, type, 0} : new int[] {0x12, 0};
    wasm.function("f", type, 3, 0x20, 0, 0x12, 1);
    wasm.function(
        "g", type, 40, Stream.of(start, rest, last).flatMapToInt(IntStream::of).toArray());
    wasm.function("h", type, 9, 0x20, 0, 0x10, 0, 0x41, 1, 0x6A);
    return wasm.build();
  }

  /** However many there are, no depth is used; and who has left is not in the backtrace. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tailCallsEndAsInTheInterpreter(boolean indirect) {
    byte[] module = tailCalls(indirect);
    for (int slots : new int[] {20, 22, 30, 60, 64, 65, 66, 70, 80, 10_000}) {
      ResourceLimits limits = new ResourceLimits(slots, 1, 2, 10_000);
      for (long n : new long[] {0, 1, 2, 1_000, 100_000}) {
        for (String function : List.of("f", "h")) {
          Ending expected = run(function, Tier.INTERPRETER, module, limits, n);
          assertEquals(expected, run(function, Tier.COMPILER, module, limits, n), slots + " " + n);
        }
      }
    }
    assertNull(Compiler.compile(load(module, Tier.INTERPRETER), false).refusal(1));
  }

  /** Three functions of as many instructions: what comes after the budget stays interpreted. */
  @ParameterizedTest
  @CsvSource({"-1, 1", "0, 2", "1, 2"})
  void theBudgetIsForTheFirstFunctions(int more, int expected) {
    WasmBytes wasm = new WasmBytes();
    for (String name : List.of("e", "f", "g")) {
      wasm.function(name, wasm.type(1, 1), 0, 0x20, 0, 0x41, 1, 0x6A);
    }
    CodeUnit unit = load(wasm.build(), Tier.INTERPRETER);
    int each = unit.module().bodies().getFirst().facts().instructions();
    CompiledModule compiled =
        Compiler.compile(unit, false, Splitter.TARGET_BYTES, 2L * each + more);
    for (int i = 0; i < 3; i++) {
      assertEquals(i < expected ? null : Refusal.BUDGET, compiled.refusal(i), "function " + i);
    }
    unit.compiled(compiled);
    Instance instance = instance(unit, ResourceLimits.DEFAULT, GasTank.of(INK));
    assertArrayEquals(new long[] {8}, instance.invoke("g", 7));
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
    CompiledModule compiled = Compiler.compile(unit, false);
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
