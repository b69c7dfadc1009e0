package dev.assay.vm.exec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.code.CodeUnit;
import dev.assay.vm.module.FunctionType;
import dev.assay.vm.runtime.GasTank;
import dev.assay.vm.runtime.HostFunction;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.Instantiation;
import dev.assay.vm.runtime.LinearMemory;
import dev.assay.vm.runtime.Linker;
import dev.assay.vm.runtime.ResourceLimits;
import dev.assay.vm.runtime.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Traps, depth, cancellation, memories and re-entry, on modules small enough to read. */
class InterpreterTest {
  private static final Engine ENGINE = new Engine(EngineConfig.DEFAULT);

  private static Instance instance(byte[] module) {
    return instance(module, Imports.NONE, ResourceLimits.DEFAULT);
  }

  private static Instance instance(byte[] module, Imports imports, ResourceLimits limits) {
    return ENGINE
        .instantiate(ENGINE.load(module), imports, limits, GasTank.unlimited(), null)
        .orThrow();
  }

  private static Instance single(int... code) {
    WasmBytes wasm = new WasmBytes();
    int type = wasm.type(1, 1);
    wasm.type(0, 0);
    int function = wasm.function("f", type, 0, code);
    return instance(wasm.memory(1, 3).table(3, function).build());
  }

  private static Trap trap(Instance instance, String name, long... arguments) {
    return assertThrows(Trap.class, () -> instance.invoke(name, arguments));
  }

  @Test
  void everyTrapNamesItsReasonAndPlace() {
    assertTrap(TrapCode.UNREACHABLE, 0x00);
    assertTrap(TrapCode.INTEGER_DIVIDE_BY_ZERO, 0x6D, 0x41, 1, 0x41, 0, 0x6D);
    assertTrap(
        TrapCode.INTEGER_OVERFLOW, 0x6D, 0x41, 0x80, 0x80, 0x80, 0x80, 0x78, 0x41, 0x7F, 0x6D);
    // f32.const nan; i32.trunc_f32_s
    assertTrap(TrapCode.INVALID_CONVERSION_TO_INTEGER, 0xA8, 0x43, 0, 0, 0xC0, 0x7F, 0xA8);
    assertTrap(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS, 0x28, 0x41, 0x7F, 0x28, 2, 0);
    // table.get 0 behind the end, is null
    assertTrap(TrapCode.OUT_OF_BOUNDS_TABLE_ACCESS, 0x25, 0x41, 3, 0x25, 0, 0xD1);
    assertTrap(TrapCode.UNDEFINED_ELEMENT, 0x11, 0x41, 1, 0x41, 3, 0x11, 0, 0);
    assertTrap(TrapCode.UNINITIALIZED_ELEMENT, 0x11, 0x41, 1, 0x41, 1, 0x11, 0, 0);
    assertTrap(TrapCode.INDIRECT_CALL_TYPE_MISMATCH, 0x11, 0x41, 0, 0x11, 1, 0, 0x41, 1);
  }

  /** The instruction that traps is the last of its byte in the code. */
  private static void assertTrap(TrapCode expected, int trapping, int... code) {
    int[] body = code.length == 0 ? new int[] {trapping} : code;
    Instance instance = single(body);
    Trap trap = trap(instance, "f", 0);
    assertEquals(expected, trap.code());
    assertEquals((byte) trapping, instance.module().bytes()[trap.offset()]);
    assertEquals("f", trap.functionName());
    assertEquals(1, trap.backtrace().size());
  }

  @Test
  void theBacktraceListsCallsInnermostFirst() {
    WasmBytes wasm = new WasmBytes();
    int type = wasm.type(0, 0);
    int inner = wasm.function("inner", type, 0, 0x01, 0x00);
    int middle = wasm.function("middle", type, 2, 0x10, inner);
    wasm.function("outer", type, 1, 0x01, 0x01, 0x10, middle);
    Trap trap = trap(instance(wasm.build()), "outer");
    assertEquals(
        List.of("inner", "middle", "outer"),
        trap.backtrace().stream().map(TraceFrame::name).toList());
    assertTrue(trap.describe().startsWith("trap: unreachable\n  at inner (function 0, offset 0x"));
  }

  @Test
  void anAddressHas33Bits() {
    // i32.load offset=0xffffffff at 0xffffffff must not wrap to 0xfffffffe or 14
    Instance instance = single(0x41, 0x7F, 0x28, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F);
    assertEquals(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS, trap(instance, "f", 0).code());
    assertEquals(
        TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS,
        trap(single(0x20, 0, 0x28, 2, 0), "f", 65_533).code());
    assertEquals(0, single(0x20, 0, 0x28, 2, 0).invoke("f", 65_532)[0]);
  }

  @Test
  void growthGivesTheOldSizeAndZeroedPages() {
    Instance instance = single(0x20, 0, 0x40, 0);
    LinearMemory memory = instance.exportedMemory("memory");
    assertEquals(1, instance.invoke("f", 0)[0]);
    assertEquals(1, instance.invoke("f", 2)[0]);
    assertEquals(-1, instance.invoke("f", 1)[0]);
    assertEquals(3, memory.pages());
    assertArrayEquals(new byte[2 * LinearMemory.PAGE_BYTES], memory.read(65_536, 131_072));
    assertEquals(-1, instance.invoke("f", 0xFFFF_FFFFL)[0]);
  }

  @Test
  void aCopyThatDoesNotFitWritesNothing() {
    // memory.copy(65530, 0, x); 0
    Instance instance = single(0x41, 0xFA, 0xFF, 3, 0x41, 0, 0x20, 0, 0xFC, 10, 0, 0, 0x41, 0);
    LinearMemory memory = instance.exportedMemory("memory");
    memory.write(0, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    assertEquals(TrapCode.OUT_OF_BOUNDS_MEMORY_ACCESS, trap(instance, "f", 7).code());
    assertEquals(0, memory.loadByte(65_530));
    instance.invoke("f", 6);
    assertEquals(6, memory.loadByte(65_535));
  }

  @Test
  void aPooledMemoryIsCleanForTheNextInstance() {
    WasmBytes wasm = new WasmBytes();
    int type = wasm.type(0, 0);
    wasm.function("f", type, 0);
    CodeUnit unit = ENGINE.load(wasm.memory(2, 4).build());
    for (int i = 0; i < 100; i++) {
      try (Store store = Store.unmetered()) {
        LinearMemory memory =
            Linker.instantiate(unit, Imports.NONE, store).orThrow().exportedMemory("memory");
        assertEquals(2, memory.grow(2));
        assertArrayEquals(new byte[memory.sizeBytes()], memory.read(0, memory.sizeBytes()));
        memory.fill(0, 0xAA, memory.sizeBytes());
      }
    }
  }

  private static byte[] recursion() {
    WasmBytes wasm = new WasmBytes();
    int type = wasm.type(1, 1);
    // f(n) = n == 0 ? 0 : f(n - 1) + 1
    wasm.function(
        "f", type, 0, 0x20, 0, 0x45, 0x04, 0x7F, 0x41, 0, 0x05, 0x20, 0, 0x41, 1, 0x6B, 0x10, 0,
        0x41, 1, 0x6A, 0x0B);
    return wasm.build();
  }

  @Test
  void depthIsCountedExactly() {
    CodeUnit unit = ENGINE.load(recursion());
    int weight = unit.translation().code()[unit.translation().entry(0)];
    assertEquals(8 + 1 + unit.valid().operandSlots(0), weight);
    ResourceLimits limits = ResourceLimits.DEFAULT.withCallSlots(1_000 * weight);
    Instance instance = instance(recursion(), Imports.NONE, limits);
    for (int i = 0; i < 50; i++) {
      assertEquals(998, instance.invoke("f", 998)[0]);
      assertEquals(999, instance.invoke("f", 999)[0]);
      assertEquals(TrapCode.CALL_STACK_EXHAUSTED, trap(instance, "f", 1_000).code());
    }
    assertEquals(1_000 * weight, instance.store().slotsLeft());
    Instance none = instance(recursion(), Imports.NONE, limits.withCallSlots(weight - 1));
    assertEquals(TrapCode.CALL_STACK_EXHAUSTED, trap(none, "f", 0).code());
  }

  @Test
  void depthIsCountedThroughTheHost() {
    WasmBytes wasm = new WasmBytes();
    int type = wasm.type(1, 1);
    int again = wasm.imported("again", type);
    wasm.function("f", type, 0, 0x20, 0, 0x10, again);
    List<Integer> left = new ArrayList<>();
    HostFunction host =
        HostFunction.of(
            FunctionType.parse("i32 -> i32"),
            (caller, frame, base) -> {
              left.add(caller.store().slotsLeft());
              frame[base] = caller.invoke("f", frame[base] + 1)[0];
            });
    Imports imports = Imports.builder().function("env", "again", host).build();
    Instance instance =
        instance(wasm.build(), imports, ResourceLimits.DEFAULT.withCallSlots(10_000));
    Trap trap = trap(instance, "f", 0);
    assertEquals(TrapCode.CALL_STACK_EXHAUSTED, trap.code());
    assertTrue(left.size() > 10 && left.size() <= 10_000 / 256, () -> "re-entries " + left.size());
    assertTrue(left.getLast() < left.getFirst());
    assertEquals(10_000, instance.store().slotsLeft());
  }

  @Test
  void hostResultsSurviveGrowthOfTheStackBelowThem() {
    WasmBytes wasm = new WasmBytes();
    int type = wasm.type(1, 1);
    int host = wasm.imported("deep", type);
    // f(n) = n == 0 ? 0 : f(n - 1) + 1
    wasm.function(
        "f", type, 0, 0x20, 0, 0x45, 0x04, 0x7F, 0x41, 0, 0x05, 0x20, 0, 0x41, 1, 0x6B, 0x10, 1,
        0x41, 1, 0x6A, 0x0B);
    wasm.function("g", type, 0, 0x20, 0, 0x41, 5, 0x10, host, 0x6A);
    HostFunction deep =
        HostFunction.of(
            FunctionType.parse("i32 -> i32"),
            (caller, frame, base) -> frame[base] = caller.invoke("f", 5_000)[0] + frame[base]);
    Imports imports = Imports.builder().function("env", "deep", deep).build();
    Instance instance = instance(wasm.build(), imports, ResourceLimits.DEFAULT);
    assertEquals(5_006, instance.invoke("g", 1)[0]);
  }

  @Test
  void tailCallsTakeNoRoom() {
    WasmBytes wasm = new WasmBytes();
    int type = wasm.type(1, 1);
    // f(n) = n == 0 ? 42 : return_call f(n - 1)
    wasm.function(
        "f", type, 0, 0x20, 0, 0x45, 0x04, 0x40, 0x41, 42, 0x0F, 0x0B, 0x20, 0, 0x41, 1, 0x6B, 0x12,
        0);
    Instance instance =
        instance(wasm.build(), Imports.NONE, ResourceLimits.DEFAULT.withCallSlots(64));
    assertEquals(42, instance.invoke("f", 100_000)[0]);
  }

  @Test
  @Timeout(30)
  void aRunCanBeCancelledFromOutside() throws InterruptedException {
    // loop br 0
    Instance instance = single(0x03, 0x40, 0x0C, 0, 0x0B, 0x00);
    Thread canceller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    Thread.sleep(50);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  instance.store().cancel();
                });
    assertEquals(TrapCode.CANCELLED, trap(instance, "f", 0).code());
    canceller.join();
    assertEquals(TrapCode.CANCELLED, trap(instance, "f", 0).code());
  }

  @Test
  void aMissingImportIsNamed() {
    WasmBytes wasm = new WasmBytes();
    wasm.imported("nothing", wasm.type(0, 0));
    Instantiation ending =
        ENGINE.instantiate(ENGINE.load(wasm.build()), Imports.NONE, Store.unmetered());
    Instantiation.Unlinkable unlinkable = (Instantiation.Unlinkable) ending;
    assertEquals("unknown import", unlinkable.failure().problem());
    assertTrue(unlinkable.failure().message().contains("env.nothing"));
  }

  @Test
  void aWrongCallIsAProgrammingError() {
    Instance instance = single(0x20, 0);
    assertThrows(NoSuchElementException.class, () -> instance.invoke("g"));
    assertThrows(IllegalArgumentException.class, () -> instance.invoke("f"));
  }
}
