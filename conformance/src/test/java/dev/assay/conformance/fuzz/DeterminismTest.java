package dev.assay.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.conformance.Suites;
import dev.assay.vm.Engine;
import dev.assay.vm.EngineConfig;
import dev.assay.vm.encode.ModuleBuilder;
import dev.assay.vm.exec.Trap;
import dev.assay.vm.exec.TrapCode;
import dev.assay.vm.isa.Opcode;
import dev.assay.vm.module.NumberType;
import dev.assay.vm.runtime.Imports;
import dev.assay.vm.runtime.Instance;
import dev.assay.vm.runtime.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What drifts in other engines on the JVM while its compiler warms up: the bits of NaNs, and the
 * depth at which the call stack is exhausted.
 */
class DeterminismTest {
  private static final int CALLS = 600_000;
  private static final int PROBES = 14;
  private static final int SEARCHES = 4;

  @TestFactory
  Stream<DynamicTest> nanBitsAreTheSameColdAndHot() throws IOException {
    return modules("nan", ownNans()).entrySet().stream()
        .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> checkBits(each.getValue())));
  }

  private static void checkBits(byte[] module) {
    Instance instance = instance(module);
    long[] cold = new long[PROBES];
    for (int i = 0; i < PROBES; i++) {
      cold[i] = instance.invoke("run", i)[0];
    }
    int changed = 0;
    for (int call = 0; call < CALLS; call++) {
      int probe = call % PROBES;
      changed += instance.invoke("run", probe)[0] == cold[probe] ? 0 : 1;
    }
    assertEquals(0, changed, "calls whose bits were not those of the first");
    assertEquals(0x7ff8000000000000L, cold[0], "0 / 0");
  }

  @TestFactory
  Stream<DynamicTest> theDeepestRecursionIsTheSameEveryTime() throws IOException {
    return modules("depth", ownRecursion()).entrySet().stream()
        .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> checkDepth(each.getValue())));
  }

  private static void checkDepth(byte[] module) {
    Instance instance = instance(module);
    int first = deepest(instance);
    assertTrue(first > 10_000, () -> "only " + first);
    for (int i = 1; i < SEARCHES; i++) {
      assertEquals(first, deepest(instance));
    }
    assertEquals(first, deepest(instance(module)));
  }

  /** The largest argument that does not exhaust the call stack, by bisection. */
  private static int deepest(Instance instance) {
    int reached = 0;
    int tooDeep = 1 << 20;
    while (tooDeep - reached > 1) {
      int middle = (reached + tooDeep) >>> 1;
      if (returns(instance, middle)) {
        reached = middle;
      } else {
        tooDeep = middle;
      }
    }
    return reached;
  }

  private static boolean returns(Instance instance, int depth) {
    try {
      assertEquals(depth, instance.invoke("run", depth)[0]);
      return true;
    } catch (Trap trap) {
      assertEquals(TrapCode.CALL_STACK_EXHAUSTED, trap.code());
      return false;
    }
  }

  private static Instance instance(byte[] module) {
    Engine engine = new Engine(EngineConfig.DEFAULT);
    return engine.instantiate(engine.load(module), Imports.NONE, Store.unmetered()).orThrow();
  }

  /** Our own module and, where they are, the probes that the other engines were measured with. */
  private static Map<String, byte[]> modules(String name, byte[] own) throws IOException {
    Map<String, byte[]> modules = new LinkedHashMap<>();
    modules.put("our own", own);
    Path folder = Suites.find("../bench/wasm/determinism").orElse(null);
    if (folder != null) {
      modules.put(name + ".wasm", Files.readAllBytes(folder.resolve(name + ".wasm")));
    }
    return modules;
  }

  /** An operation per argument on operands from memory, so that nothing is folded beforehand. */
  private static byte[] ownNans() {
    Opcode[] operations = {
      Opcode.F64_DIV, Opcode.F64_ADD, Opcode.F64_SUB, Opcode.F64_MUL, Opcode.F64_MIN,
      Opcode.F64_MAX, Opcode.F64_ADD, Opcode.F64_SUB, Opcode.F64_MUL, Opcode.F64_DIV,
      Opcode.F64_MIN, Opcode.F64_MAX, Opcode.F64_ADD, Opcode.F64_DIV
    };
    long[] operands = {
      0, 0x7ff4000000000001L, 0xfffa000000000022L, 0x7ff0000000000000L, 0xfffc000000000033L
    };
    ModuleBuilder module = new ModuleBuilder();
    module.memory(1);
    byte[] bytes = new byte[8 * operands.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (operands[i / 8] >>> (8 * (i % 8)));
    }
    module.data(0, bytes);
    module.exportedFunction(
        "run",
        "i32 -> i64",
        code -> {
          for (int i = 0; i < operations.length; i++) {
            code.get(0).i32(i).op(Opcode.I32_EQ).open(Opcode.IF);
            code.i32(8 * (i % 5)).access(Opcode.F64_LOAD, 0);
            code.i32(8 * (i == 0 ? 0 : (i + 1) % 5)).access(Opcode.F64_LOAD, 0);
            code.op(operations[i]).op(Opcode.I64_REINTERPRET_F64).op(Opcode.RETURN).end();
          }
          code.i64(0);
        });
    return module.build();
  }

  private static byte[] ownRecursion() {
    ModuleBuilder module = new ModuleBuilder();
    module.exportedFunction(
        "run",
        "i32 -> i64",
        code -> {
          code.get(0).op(Opcode.I32_EQZ).open(Opcode.IF, NumberType.I64).i64(0).op(Opcode.ELSE);
          code.get(0).i32(1).op(Opcode.I32_SUB).call(0).i64(1).op(Opcode.I64_ADD).end();
        });
    return module.build();
  }

  @Test
  void ourOwnProbesProduceNans() {
    Instance instance = instance(ownNans());
    for (int i = 0; i < PROBES; i++) {
      long bits = instance.invoke("run", i)[0];
      assertTrue(Double.isNaN(Double.longBitsToDouble(bits)), "probe " + i);
      assertEquals(0x7ff8000000000000L, bits, "probe " + i);
    }
  }
}
