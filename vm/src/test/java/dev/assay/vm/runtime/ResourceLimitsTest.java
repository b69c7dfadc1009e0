package dev.assay.vm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.isa.Opcode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of a run: one below, at, and one above each. */
class ResourceLimitsTest {
  private static final Engine ENGINE = new Engine(EngineConfig.DEFAULT);
  private static final int LIMIT = 5;

  private static Instantiation start(ModuleBuilder module, ResourceLimits limits) {
    Store store = new Store(limits, GasTank.unlimited(), null);
    return ENGINE.instantiate(ENGINE.load(module.build()), Imports.NONE, store);
  }

  private static ModuleBuilder pages(int n) {
    ModuleBuilder module = new ModuleBuilder();
    module.memory(n);
    module.exportedFunction("grow", "i32 -> i32", code -> code.get(0).op(Opcode.MEMORY_GROW, 0));
    return module;
  }

  private static ModuleBuilder elements(int n) {
    ModuleBuilder module = new ModuleBuilder();
    module.table(n);
    module.exportedFunction(
        "grow",
        "i32 -> i32",
        code -> code.op(Opcode.REF_NULL, 0x70).get(0).op(Opcode.TABLE_GROW, 0));
    return module;
  }

  /** Calls itself as often as it is told, and once in any case. */
  private static ModuleBuilder recursion() {
    ModuleBuilder module = new ModuleBuilder();
    module.exportedFunction(
        "down",
        "i32 ->",
        code -> {
          code.get(0).open(Opcode.IF).get(0).i32(1).op(Opcode.I32_SUB).call(0).end();
        });
    return module;
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT - 1, LIMIT, LIMIT + 1})
  void pagesAndElementsAtTheStart(int n) {
    ResourceLimits limits = new ResourceLimits(1 << 16, LIMIT, LIMIT);
    assertStarts(n <= LIMIT, start(pages(n), limits), n + " memory pages, the limit is 5");
    assertStarts(n <= LIMIT, start(elements(n), limits), n + " table elements, the limit is 5");
  }

  private static void assertStarts(boolean expected, Instantiation outcome, String reason) {
    if (expected) {
      outcome.orThrow();
    } else {
      Trap trap = assertThrows(Trap.class, outcome::orThrow);
      assertEquals(TrapCode.HOST_FAILURE, trap.code());
      assertTrue(trap.message().endsWith(reason), trap.message());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT - 1, LIMIT, LIMIT + 1})
  void pagesAndElementsByGrowing(int n) {
    ResourceLimits limits = new ResourceLimits(1 << 16, LIMIT, LIMIT);
    int expected = n <= LIMIT ? 1 : -1;
    assertEquals(expected, start(pages(1), limits).orThrow().invoke("grow", n - 1)[0]);
    assertEquals(expected, start(elements(1), limits).orThrow().invoke("grow", n - 1)[0]);
  }

  /** A call of this function weighs so much; depth is the budget divided by it, to the slot. */
  @Test
  void callsByTheirWeight() {
    int weight = weight();
    for (int depth = 1; depth <= 20; depth++) {
      assertEquals(depth - 2, deepest(depth * weight - 1), "one slot less");
      assertEquals(depth - 1, deepest(depth * weight));
      assertEquals(depth - 1, deepest(depth * weight + 1), "one slot more");
    }
  }

  private static int weight() {
    for (int slots = 1; ; slots++) {
      if (deepest(slots) == 0) {
        assertTrue(slots > 8 && slots < 16, "8 slots and what it uses: " + slots);
        return slots;
      }
    }
  }

  /** The largest argument that does not exhaust the stack; -1 when even 0 does. */
  private static int deepest(int callSlots) {
    Instance instance =
        start(recursion(), ResourceLimits.DEFAULT.withCallSlots(callSlots)).orThrow();
    for (int depth = 0; ; depth++) {
      try {
        instance.invoke("down", depth);
      } catch (Trap trap) {
        assertEquals(TrapCode.CALL_STACK_EXHAUSTED, trap.code());
        return depth - 1;
      }
    }
  }

  @Test
  void whatCannotBeIsNoLimit() {
    assertThrows(IllegalArgumentException.class, () -> new ResourceLimits(-1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new ResourceLimits(1, 32_768, 1));
    assertThrows(IllegalArgumentException.class, () -> new ResourceLimits(1, 1, -1));
  }
}
